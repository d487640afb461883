// The clock of the village: it only goes forward, since nobody can take back what was sent.

import { make } from "./bubble.js";

const find = (id) => document.getElementById(id);
let days = "";

export function showClock(clock) {
  find("day").textContent = clock.day;
  find("hour").textContent = clock.hour;
  find("next").disabled = clock.next === null;
  find("next-words").textContent = clock.next ?? "er staat niets";
  find("still").setAttribute("aria-pressed", clock.still);
  find("still").textContent = clock.still ? "Weer aanzetten" : "Alles stilzetten";
  find("stillness").hidden = !clock.still;
  layDays(clock.days);
}

function layDays(offered) {
  if (JSON.stringify(offered) === days) return;
  days = JSON.stringify(offered);
  const picker = find("leap").querySelector("select");
  const picked = picker.value;
  picker.replaceChildren(...offered.map(({ day, words }) => {
    const option = make("option", "", words);
    option.value = day;
    return option;
  }));
  if (offered.some(({ day }) => day === picked)) picker.value = picked;
}

export function listenToClock(act) {
  const actAndLook = async (path, wish) => {
    find("turns").setAttribute("aria-busy", "true");
    const done = await act(path, wish);
    find("turns").removeAttribute("aria-busy");
    if (done) showClock(await (await fetch("/clock")).json());
    return done;
  };
  const turn = (wish) => actAndLook("/clock", wish);
  for (const button of document.querySelectorAll("[data-minutes]")) {
    button.addEventListener("click", () => turn({ minutes: Number(button.dataset.minutes) }));
  }
  find("next").addEventListener("click", () => turn({ next: true }));
  find("leap").querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const { day, hour } = Object.fromEntries(new FormData(event.target));
    if (await turn({ day, hour })) find("leap").open = false;
  });
  find("leap").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    find("leap").open = false;
    find("leap").querySelector("summary").focus();
  });
  const setStill = (still) => actAndLook("/still", { still });
  find("still").addEventListener("click", () => setStill(find("still").getAttribute("aria-pressed") !== "true"));
  find("awake").addEventListener("click", () => setStill(false));
  find("open-turns").addEventListener("click", () => {
    const open = find("turns").classList.toggle("open");
    find("open-turns").setAttribute("aria-expanded", open);
  });
}
