// One of the three phones: who holds it, what stands on it, and what can be typed and tapped.

import { make } from "./bubble.js";
import { Log } from "./log.js";
import { firstName, initials } from "./names.js";

export class Phone {
  // VILLAGE: as /people gives it. DOES: what the page does for a phone (switchTo, say, press, share, openKept).
  constructor(number, village, does) {
    this.does = does;
    this.village = village;
    this.drafts = new Map(); // person: what was typed and not yet sent
    this.element = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.find = (selector) => this.element.querySelector(selector);
    this.log = new Log(this.find(".log"), this.find(".newer"), (id, data) => does.press(this.person, id, data));
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
    this.find(".kept-open").addEventListener("click", () => this.does.openKept(this.person));
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
  hold(person, chat, fresh, tapped) {
    this.drafts.set(this.person, this.input.value);
    this.person = person;
    const one = this.village.people.find((other) => other.id === person);
    this.find("h2").textContent = one.name;
    this.find(".line").textContent = one.line;
    this.find(".avatar").textContent = initials(one.name);
    this.element.dataset.group = [...new Set(this.village.people.map((other) => other.group))].indexOf(one.group);
    this.find("select").value = person;
    this.find("select").setAttribute("aria-label", `Wie heeft deze telefoon? Nu ${one.name}`);
    this.input.setAttribute("aria-label", `Schrijf als ${one.name}`);
    this.input.placeholder = `Schrijf als ${firstName(one.name)} …`;
    this.input.value = this.drafts.get(person) ?? "";
    this.hush();
    this.layHints(this.village.hints[one.group] ?? [], chat.messages.length === 0);
    this.layKeys(chat.keyboard);
    this.log.open(person, one.name, chat, fresh, tapped);
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
    if (chat.messages.length && !this.log.drawn.size) this.find(".hints").open = false;
    this.log.draw(chat, fresh, tapped);
    this.layKeys(chat.keyboard);
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
