// One of the three phones: who holds it, what stands on it, and what can be typed and tapped.

import { drawBubble, make } from "./bubble.js";

const NEAR = 80; // pixels from the end within which somebody is reading the newest

const initials = (name) => name.split(" ").filter((word) => /^\p{Lu}/u.test(word)).map((word) => word[0]).slice(0, 2).join("");

export class Phone {
  // VILLAGE: as /people gives it. DOES: what the page does for a phone (switchTo, say, press, share, openKept).
  constructor(number, village, does) {
    this.does = does;
    this.village = village;
    this.drawn = new Map(); // message id: [what was drawn, its element]
    this.following = true; // nobody scrolled back to read what came before
    this.element = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.find = (selector) => this.element.querySelector(selector);
    this.log = this.find(".log");
    this.input = this.find("input");
    this.find("h2").id = `name-${number}`;
    this.element.setAttribute("aria-labelledby", `name-${number}`);
    this.fillSwitcher();
    this.listen();
  }

  get visible() {
    return this.element.offsetParent !== null;
  }

  fillSwitcher() {
    const switcher = this.find("select");
    for (const group of new Set(this.village.people.map((one) => one.group))) {
      const part = switcher.appendChild(make("optgroup"));
      part.label = group;
      for (const one of this.village.people.filter((other) => other.group === group)) {
        const option = part.appendChild(make("option", "", one.name));
        option.value = one.id ?? "";
        option.disabled = one.id === null;
        if (option.disabled) option.textContent = `${one.name} (${one.line})`;
      }
    }
  }

  listen() {
    const switcher = this.find("select");
    switcher.addEventListener("change", () => this.does.switchTo(this, Number(switcher.value)));
    this.find("form").addEventListener("submit", (event) => this.send(event));
    this.find(".toast button").addEventListener("click", () => this.hush());
    this.find(".newer").addEventListener("click", () => this.scrollToEnd());
    this.find(".kept-open").addEventListener("click", () => this.does.openKept(this.person));
    this.log.addEventListener("scroll", () => this.noticeScroll());
    new ResizeObserver(() => this.following && this.scrollToEnd()).observe(this.log);
    for (const button of this.element.querySelectorAll("[data-share]")) {
      button.addEventListener("click", () => {
        this.find(".more").open = false;
        this.does.share(this.person, button.dataset.share);
      });
    }
    this.find(".more").addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.find(".more").open = false;
      this.find(".more summary").focus();
    });
  }

  // Puts the phone in somebody else's hands.
  hold(person, chat) {
    this.person = person;
    const one = this.village.people.find((other) => other.id === person);
    const first = one.name.split(" ")[0];
    this.find("h2").textContent = one.name;
    this.find(".line").textContent = one.line;
    this.find(".avatar").textContent = initials(one.name);
    this.element.dataset.group = [...new Set(this.village.people.map((other) => other.group))].indexOf(one.group);
    this.find("select").value = person;
    this.find("select").setAttribute("aria-label", `Wie heeft deze telefoon? Nu ${one.name}`);
    this.log.setAttribute("aria-label", `Berichten van ${one.name}`);
    this.input.setAttribute("aria-label", `Schrijf als ${one.name}`);
    this.input.placeholder = `Schrijf als ${first} …`;
    this.input.value = "";
    this.hush();
    this.layHints(this.village.hints[one.group] ?? [], chat.messages.length === 0);
    this.drawn.clear();
    this.log.replaceChildren();
    this.log.setAttribute("aria-live", "off"); // what stood there already is not read out
    this.draw(chat, new Set(), new Set());
    this.scrollToEnd();
    requestAnimationFrame(() => this.log.setAttribute("aria-live", "polite"));
  }

  layHints(hints, open) {
    const box = this.find(".hints");
    box.hidden = hints.length === 0;
    box.open = open;
    box.querySelector("div").replaceChildren(...hints.map((words) => {
      const chip = make("button", "chip", words);
      chip.type = "button";
      chip.addEventListener("click", () => {
        this.input.value = words;
        this.input.focus();
      });
      return chip;
    }));
  }

  // Draws what changed. FRESH: keys of what came since somebody last did something; TAPPED: buttons pressed so far.
  draw(chat, fresh, tapped) {
    const known = this.drawn;
    const focused = this.log.contains(document.activeElement) ? document.activeElement.closest(".bubble") : null;
    const wanted = this.layOut(chat.messages, tapped);
    wanted.forEach((node, place) => {
      if (this.log.children[place] !== node) this.log.insertBefore(node, this.log.children[place] ?? null);
    });
    while (this.log.children.length > wanted.length) this.log.lastElementChild.remove();
    for (const message of chat.messages) this.drawn.get(message.id)[1].classList.toggle("fresh", fresh.has(message.key));
    if (focused && !focused.isConnected) this.refocus(focused.dataset.id);
    this.layKeys(chat.keyboard);
    const added = chat.messages.filter((message) => !known.has(message.id));
    if (added.length && !known.size) this.find(".hints").open = false;
    this.follow(chat.messages.find((message) => fresh.has(message.key)) ?? added[0], added);
  }

  layOut(messages, tapped) {
    const kept = new Map();
    const nodes = [];
    let day = "";
    for (const message of messages) {
      if (message.day !== day) nodes.push(this.dayLine((day = message.day)));
      const taps = message.buttons.map(({ data }) => tapped.has(`${this.person} ${message.id} ${data}`));
      const look = JSON.stringify([message, taps]);
      const [before, drawn] = this.drawn.get(message.id) ?? [];
      const element = before === look ? drawn : this.drawOne(message, taps);
      kept.set(message.id, [look, element]);
      nodes.push(element);
    }
    this.drawn = kept;
    return nodes;
  }

  drawOne(message, taps) {
    const who = message.mine ? this.find("h2").textContent : "Burenbel";
    const bubble = drawBubble(message, who, (id, data) => this.does.press(this.person, id, data));
    bubble.dataset.id = message.id;
    bubble.querySelectorAll(".buttons button").forEach((button, place) => button.classList.toggle("tapped", taps[place]));
    return bubble;
  }

  dayLine(day) {
    const there = [...this.log.querySelectorAll(".day")].find((line) => line.textContent === day);
    return there ?? make("p", "day", day);
  }

  // A bubble that was drawn anew takes the focus along, so that the next Tab goes on from there.
  refocus(id) {
    const bubble = this.drawn.get(Number(id))?.[1];
    (bubble ?? this.log).focus({ preventScroll: true });
  }

  // Keeps the newest in view, but never scrolls past the first of what is new.
  follow(first, added) {
    if (!this.following && !added.some((message) => message.mine)) {
      if (added.length) this.find(".newer").hidden = false;
      return;
    }
    const top = first ? this.drawn.get(first.id)[1].offsetTop - 16 : this.log.scrollHeight;
    this.scrollTo(Math.min(top, this.log.scrollHeight - this.log.clientHeight));
    this.following = true;
    this.find(".newer").hidden = this.nearEnd();
  }

  nearEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
  }

  scrollTo(top) {
    this.log.scrollTop = top;
    this.placed = this.log.scrollTop;
  }

  scrollToEnd() {
    this.scrollTo(this.log.scrollHeight);
    this.following = true;
    this.find(".newer").hidden = true;
  }

  noticeScroll() {
    if (Math.abs(this.log.scrollTop - this.placed) < 2) return; // the page did it, not a hand
    this.following = this.nearEnd();
    if (this.following) this.find(".newer").hidden = true;
  }

  layKeys(keys) {
    this.find(".keys").replaceChildren(...keys.map(({ label, contact }) => {
      const key = make("button", "key", label);
      key.type = "button";
      key.addEventListener("click", () =>
        contact ? this.does.share(this.person, "contact") : this.does.say(this.person, label));
      return key;
    }));
  }

  async send(event) {
    event.preventDefault();
    const words = this.input.value;
    if (!words.trim()) return;
    this.input.value = "";
    this.find(".hints").open = false;
    if (!(await this.does.say(this.person, words)) && !this.input.value) this.input.value = words;
  }

  // Shows what the bot answered to a tap; it stays until it is put away or something else is done.
  ring(words, alert) {
    const toast = this.find(".toast");
    toast.classList.toggle("alert", alert);
    toast.hidden = false;
    toast.querySelector("span").textContent = words;
  }

  hush() {
    this.find(".toast").hidden = true;
  }

  markSwitcher(unread) {
    const others = this.village.people.some((one) => one.id !== null && unread(one.id));
    this.find(".switch span").textContent = others ? "wissel ●" : "wissel";
    for (const option of this.element.querySelectorAll("option:enabled")) {
      const id = Number(option.value);
      const name = this.village.people.find((one) => one.id === id).name;
      option.textContent = unread(id) ? `● ${name} (${unread(id)} nieuw)` : name;
    }
  }
}
