// The practice page: keeps what stands on every phone in the village, and shows three of them.

import { make } from "./bubble.js";
import { listenToClock, showClock } from "./clock.js";
import { showKept } from "./kept.js";
import { firstName } from "./names.js";
import { Phone } from "./phone.js";
import { Scenes } from "./scenes.js";

const SEEN = "seen"; // in the session's store: keys of what has been on screen
const HELD = "held"; // and who has which phone
const find = (id) => document.getElementById(id);

const chats = new Map(); // person: what stands on their phone
const rung = new Set(); // presses whose answer has been shown
const tapped = new Set(); // buttons that were pressed here
const fresh = new Set(); // keys of what came since somebody last did something
const seen = new Set(JSON.parse(sessionStorage.getItem(SEEN) ?? "[]"));
const asking = new Map(); // person: the look at their phone that is under way
const phones = [];
const scenes = new Scenes(act, setStage, () => phones.forEach((phone) => phone.log.catchUp()));
let village;

const nameOf = (person) => village.people.find((one) => one.id === person).name;
const held = () => phones.filter((phone) => phone.visible).map((phone) => phone.person);
const unseen = (person) => chats.get(person)?.messages.filter((one) => !one.mine && !seen.has(one.key)) ?? [];
const unread = (person) => (held().includes(person) ? 0 : unseen(person).length);

function complain(words) {
  find("trouble").textContent = words;
  find("trouble").hidden = !words;
}

async function fetchJson(path, options) {
  const answer = await fetch(path, options);
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.error ?? "Dat ging mis op deze bladzijde. Probeer het nog eens.");
  return said;
}

// Asks the village to do something; gives what it says, false when it could not. Whatever comes from now on is new.
async function act(path, wish) {
  fresh.clear();
  for (const phone of phones) {
    if (phone.person === wish.person) phone.hush();
    redraw(phone);
  }
  try {
    const headers = { "Content-Type": "application/json" };
    const said = await fetchJson(path, { method: "POST", headers, body: JSON.stringify(wish) });
    complain("");
    return said;
  } catch (problem) {
    complain(problem instanceof TypeError ? "Het oefendorp is niet te bereiken." : problem.message);
    return false;
  }
}

const does = {
  switchTo(phone, person) {
    for (const one of unseen(person)) fresh.add(one.key);
    phone.hold(person, chats.get(person), fresh, tapped);
    ring(phone);
    notice();
    sessionStorage.setItem(HELD, JSON.stringify(phones.map((one) => one.person)));
  },
  say(person, text) {
    scenes.fold();
    return act("/say", { person, text });
  },
  press(person, message, data) {
    tapped.add(`${person} ${message} ${data}`);
    return act("/press", { person, message, data });
  },
  share: (person, kind) =>
    kind === "contact" || kind === "location" ? act(`/${kind}`, { person }) : act("/attach", { person, kind }),
  async openKept(person) {
    const kept = await fetchJson(`/kept/${person}`).catch((problem) => complain(problem.message));
    if (kept !== undefined) showKept(nameOf(person), kept, () => act("/forget", { person }));
  },
};

const redraw = (phone) => phone.draw(chats.get(phone.person), fresh, tapped);

// Looks at somebody's phone again; when it changes while we look, once more afterwards.
function look(person) {
  const under = asking.get(person);
  if (under) {
    under.again = true;
    return under.done;
  }
  const asked = { again: false };
  asking.set(person, asked);
  asked.done = fetchJson(`/chat/${person}`)
    .then((chat) => receive(person, chat))
    .catch((problem) => complain(problem.message))
    .finally(() => {
      asking.delete(person);
      if (asked.again) look(person);
    });
  return asked.done;
}

function receive(person, chat) {
  const before = chats.get(person);
  chats.set(person, chat);
  const known = new Set((before ?? chat).messages.map((one) => one.key));
  for (const one of chat.messages) if (!one.mine && !known.has(one.key)) fresh.add(one.key);
  if (!before) for (const { id } of chat.toasts) rung.add(id);
  for (const phone of phones.filter((one) => one.person === person)) {
    redraw(phone);
    ring(phone);
  }
  notice();
}

// Shows what the bot answered to a tap on this phone, once.
function ring(phone) {
  for (const { id, text, alert } of chats.get(phone.person).toasts) {
    if (text && !rung.has(id)) phone.ring(text, alert);
    rung.add(id);
  }
}

// Marks what is on screen as seen, and tells where else something new stands.
function notice() {
  for (const person of held()) for (const one of chats.get(person)?.messages ?? []) seen.add(one.key);
  sessionStorage.setItem(SEEN, JSON.stringify([...seen]));
  layElsewhere(village.people.filter((one) => one.id !== null && unread(one.id)));
  for (const phone of phones) {
    phone.markSwitcher(unread);
    markTab(phone);
  }
}

function layElsewhere(others) {
  const list = find("elsewhere");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.person : null;
  find("elsewhere-words").textContent = others.length ? "Ook nieuw:" : "Elders in het dorp is niets nieuws.";
  list.replaceChildren(...others.map((one) => {
    const item = make("li");
    const button = item.appendChild(make("button", "", `${firstName(one.name)} (${unread(one.id)})`));
    button.type = "button";
    button.dataset.person = one.id;
    button.setAttribute("aria-label", `Kijk bij ${one.name}, ${unread(one.id)} nieuw`);
    button.addEventListener("click", () => lookAt(one));
    return item;
  }));
  list.querySelector(`[data-person="${focused}"]`)?.focus();
}

// Puts somebody on the phone of their group, in front.
function lookAt(one) {
  const groups = [...new Set(village.people.map((other) => other.group))];
  const phone = phones.find((other) => other.person === one.id) ?? phones[groups.indexOf(one.group)];
  bringToFront(phone);
  if (phone.person !== one.id) does.switchTo(phone, one.id);
  phone.log.element.focus();
}

function bringToFront(phone) {
  for (const other of phones) other.element.classList.toggle("front", other === phone);
  notice();
}

// Gives the phones to these people, with FRONT in view.
function setStage(people, front) {
  people.forEach((person, number) => phones[number].person === person || does.switchTo(phones[number], person));
  const looked = phones.find((phone) => phone.person === front);
  if (looked) bringToFront(looked);
}

function layTab(phone) {
  phone.tab = find("tabs").appendChild(make("button"));
  phone.tab.type = "button";
  phone.tab.addEventListener("click", () => bringToFront(phone));
}

function markTab(phone) {
  const count = phone.visible ? 0 : unread(phone.person);
  phone.tab.textContent = firstName(nameOf(phone.person)) + (count ? ` (${count})` : "");
  phone.tab.setAttribute("aria-pressed", phone.element.classList.contains("front"));
}

function listen() {
  const events = new EventSource("/events");
  let before = false;
  events.addEventListener("open", () => {
    if (before) location.reload(); // it may be another village by now
    before = true;
    for (const person of chats.keys()) look(person);
  });
  events.addEventListener("error", () => complain("De verbinding met het oefendorp is weg. Ik probeer het steeds opnieuw."));
  events.addEventListener("clock", (event) => showClock(JSON.parse(event.data)));
  events.addEventListener("chat", (event) => chats.has(Number(event.data)) && look(Number(event.data)));
  window.addEventListener("resize", notice);
  document.addEventListener("pointerdown", (event) => {
    for (const open of document.querySelectorAll(".more[open], #leap[open]")) if (!open.contains(event.target)) open.open = false;
  });
}

async function open() {
  village = await fetchJson("/people");
  find("village").textContent = village.name;
  await Promise.all(village.people.filter((one) => one.id !== null).map((one) => look(one.id)));
  const people = JSON.parse(sessionStorage.getItem(HELD) ?? "null") ?? village.phones;
  people.forEach((person, number) => {
    const phone = new Phone(number, village, does);
    phones.push(phone);
    find("phones").append(phone.element);
    layTab(phone);
    phone.hold(person, chats.get(person), fresh, tapped);
  });
  phones[0].element.classList.add("front");
  listenToClock(act);
  scenes.open(await fetchJson("/scenes"));
  notice();
  listen();
}

open().catch((problem) => complain(problem.message));
