// Scenes: small stories that play on the phones, step by step. The village plays them; this shows how far it is.

import { make } from "./bubble.js";

const READING = 50; // milliseconds a letter
const LOOKING = 4000; // and to look at the phones

const find = (id) => document.getElementById(id);

export class Scenes {
  // ACT: asks the village to do something and gives what it says, false when it could not. STAGE: called with who holds
  // the phones and whose phone to look at. CATCH_UP: called before each step, when all that stands there has been read.
  constructor(act, stage, catchUp) {
    this.act = act;
    this.stage = stage;
    this.catchUp = catchUp;
    this.going = undefined; // the timer of the next step, while the scene plays by itself
    find("scene-next").addEventListener("click", () => this.step());
    find("scene-go").addEventListener("click", () => this.go());
    find("scene-leave").addEventListener("click", () => this.leave());
  }

  open({ scenes, playing }) {
    find("cards").replaceChildren(...scenes.map((scene) => this.card(scene)));
    if (playing) this.show(playing);
  }

  card(scene) {
    const item = make("li");
    const button = item.appendChild(make("button", "card"));
    button.type = "button";
    button.append(make("strong", "", scene.title), make("span", "", scene.about));
    button.addEventListener("click", () => this.start(scene.id));
    return item;
  }

  // Makes room for whoever goes on by themselves.
  fold() {
    find("programme").open = false;
  }

  async start(scene) {
    const playing = await this.wait(() => this.act("/scene", { scene }));
    if (!playing) return;
    this.show(playing);
    this.playOn(playing);
    find("scene-go").focus();
  }

  async step() {
    const byItself = this.going !== undefined;
    this.pause();
    this.catchUp();
    const playing = await this.wait(() => this.act("/step", {}));
    if (!playing) return;
    this.show(playing);
    if (byItself) this.playOn(playing);
  }

  async leave() {
    this.pause();
    await this.act("/leave", {});
    find("playing").hidden = true;
    find("programme").hidden = false;
    find("programme").open = true;
    find("programme").querySelector("summary").focus();
  }

  go() {
    if (this.playing.ending) this.start(this.playing.id);
    else if (this.going === undefined) this.playOn(this.playing, 0);
    else this.pause();
  }

  playOn(playing, pause = LOOKING + READING * playing.words.length) {
    clearTimeout(this.going);
    this.going = playing.ending ? undefined : setTimeout(() => this.step(), pause);
    this.label();
  }

  pause() {
    clearTimeout(this.going);
    this.going = undefined;
    this.label();
  }

  async wait(deed) {
    find("scenes").setAttribute("aria-busy", "true");
    const said = await deed();
    find("scenes").removeAttribute("aria-busy");
    return said;
  }

  show(playing) {
    this.playing = playing;
    find("programme").hidden = true;
    find("playing").hidden = false;
    find("playing").classList.toggle("ended", playing.ending !== null);
    find("scene-title").textContent = playing.title;
    find("scene-count").textContent = playing.ending ? "klaar" : playing.done ? `stap ${playing.done} van ${playing.of}` : "begint zo";
    find("scene-words").textContent = playing.ending ?? playing.words;
    if (playing.ending && document.activeElement === find("scene-next")) find("scene-go").focus();
    find("scene-next").hidden = playing.ending !== null;
    this.label();
    this.stage(playing.phones, playing.front);
  }

  label() {
    if (!this.playing) return;
    const words = this.going === undefined ? "Speel verder" : "Pauze";
    find("scene-go").textContent = this.playing.ending ? "Nog een keer" : words;
  }
}
