// What stands on a phone: bubbles in order, and what of them is in view.

import { drawBubble, make } from "./bubble.js";

const NEAR = 40; // pixels from the end within which nothing worth reading is hidden

const OVERLAP = 60; // pixels of what was just read that stay in view when reading on

export class Log {
  // NEWER: the button to read on, there while more stands below. PRESS: called with a message's id and a button's data.
  constructor(element, newer, press) {
    this.element = element;
    this.newer = newer;
    this.press = (message, data) => {
      this.catchUp(); // whoever taps has read what stands there, and wants to see what comes of it
      return press(message, data);
    };
    this.drawn = new Map(); // message id: [what was drawn, its element]
    this.following = true; // nobody scrolled back to read what came before
    this.anchor = undefined; // the message that may not scroll out of view
    newer.addEventListener("click", () => (element.scrollTop += element.clientHeight - OVERLAP));
    element.addEventListener("scroll", () => this.noticeScroll());
    new ResizeObserver(() => this.following && this.place()).observe(element);
    element.addEventListener("load", () => this.following && this.place(), true); // a picture came
  }

  // Takes all that stands here as read: what comes next is shown at once.
  catchUp() {
    this.following = true;
    this.anchor = undefined;
    this.newer.hidden = true;
  }

  // Starts over with the messages of somebody else, at the first that is new; those are not read out.
  open(person, name, chat, fresh, tapped) {
    this.person = person;
    this.name = name;
    this.drawn.clear();
    this.element.replaceChildren();
    this.element.setAttribute("aria-label", `Berichten van ${name}`);
    this.element.setAttribute("aria-live", "off");
    this.render(chat, fresh, tapped);
    this.stayAt(chat.messages.find((message) => fresh.has(message.key)));
    requestAnimationFrame(() => this.element.setAttribute("aria-live", "polite"));
  }

  // Draws what changed. FRESH: keys of what came since somebody last did something; TAPPED: buttons pressed so far.
  draw(chat, fresh, tapped) {
    const known = this.drawn;
    this.render(chat, fresh, tapped);
    const added = chat.messages.filter((message) => !known.has(message.id));
    const changed = chat.messages.some((message) => known.get(message.id)?.[0] !== this.drawn.get(message.id)[0]);
    this.follow(chat.messages.find((message) => fresh.has(message.key)) ?? added[0], added, changed);
  }

  // Nodes that stay are never moved: a moved one would lose the focus and be read out once more.
  render(chat, fresh, tapped) {
    const focused = this.element.contains(document.activeElement) ? document.activeElement.closest(".bubble") : null;
    const wanted = this.layOut(chat.messages);
    for (const node of [...this.element.children]) if (!wanted.includes(node)) node.remove();
    wanted.forEach((node, place) => {
      if (this.element.children[place] !== node) this.element.insertBefore(node, this.element.children[place] ?? null);
    });
    for (const message of chat.messages) this.mark(message, fresh, tapped);
    if (focused && !focused.isConnected) this.refocus(focused.dataset.id);
  }

  layOut(messages) {
    const kept = new Map();
    const nodes = [];
    let day = "";
    for (const message of messages) {
      if (message.day !== day) nodes.push(this.dayLine((day = message.day)));
      const look = JSON.stringify(message);
      const [before, drawn] = this.drawn.get(message.id) ?? [];
      const element = before === look ? drawn : this.drawOne(message);
      kept.set(message.id, [look, element]);
      nodes.push(element);
    }
    this.drawn = kept;
    return nodes;
  }

  drawOne(message) {
    const who = message.mine ? this.name : "Burenbel";
    const bubble = drawBubble(message, this.person, who, this.press);
    bubble.dataset.id = message.id;
    return bubble;
  }

  mark(message, fresh, tapped) {
    const bubble = this.drawn.get(message.id)[1];
    bubble.classList.toggle("fresh", fresh.has(message.key));
    bubble.querySelectorAll(".buttons button").forEach((button, place) =>
      button.classList.toggle("tapped", tapped.has(`${this.person} ${message.id} ${message.buttons[place].data}`)));
  }

  dayLine(day) {
    const there = [...this.element.querySelectorAll(".day")].find((line) => line.textContent === day);
    return there ?? make("p", "day", day);
  }

  // A bubble that was drawn anew takes the focus along, so that the next Tab goes on from there.
  refocus(id) {
    const bubble = this.drawn.get(Number(id))?.[1];
    (bubble ?? this.element).focus({ preventScroll: true });
  }

  // Keeps the newest in view, but never goes past the first of what was not read yet.
  follow(first, added, changed) {
    const own = added.some((message) => message.mine);
    if (!own && (!this.following || !this.newer.hidden)) {
      if (added.length) this.newer.hidden = false;
    } else if (changed) {
      this.stayAt(first);
    } else {
      this.place();
    }
  }

  // Shows FIRST and as much as fits below it; undefined: the end.
  stayAt(first) {
    this.following = true;
    this.anchor = first?.id;
    this.place();
  }

  place() {
    const anchor = this.drawn.get(this.anchor)?.[1];
    const end = this.element.scrollHeight - this.element.clientHeight;
    this.element.scrollTop = anchor ? Math.min(anchor.offsetTop - 16, end) : end;
    this.placed = this.element.scrollTop;
    this.newer.hidden = this.nearEnd();
  }

  nearEnd() {
    return this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < NEAR;
  }

  noticeScroll() {
    if (Math.abs(this.element.scrollTop - this.placed) < 2) return; // the page did it, not a hand
    this.following = this.nearEnd();
    if (!this.following) return;
    this.anchor = undefined;
    this.newer.hidden = true;
  }
}
