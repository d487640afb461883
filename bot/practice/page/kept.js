// The window with all that is kept of somebody, and the way to erase it.

import { make } from "./bubble.js";

const find = (id) => document.getElementById(id);

function drawValue(value) {
  if (value === null || value === "") return make("span", "", "–");
  if (Array.isArray(value)) {
    const list = make("ul");
    for (const one of value) list.appendChild(make("li")).append(drawValue(one));
    return value.length ? list : make("span", "", "niets");
  }
  if (typeof value === "object") {
    const list = make("dl");
    for (const [name, one] of Object.entries(value)) {
      list.append(make("dt", "", name));
      list.appendChild(make("dd")).append(drawValue(one));
    }
    return Object.keys(value).length ? list : make("span", "", "niets");
  }
  return make("span", "", value === true ? "ja" : value === false ? "nee" : String(value));
}

export function showKept(name, kept, forget) {
  const window_ = find("kept");
  const button = find("forget");
  find("kept-title").textContent = `Wat is er van ${name} bewaard?`;
  find("kept-body").replaceChildren(drawValue(kept));
  find("kept-sure").hidden = true;
  button.textContent = "Alles wissen";
  button.onclick = async () => {
    if (find("kept-sure").hidden) {
      find("kept-sure").hidden = false;
      button.textContent = "Ja, wis alles";
    } else if (await forget()) {
      window_.close();
    }
  };
  find("kept-close").onclick = () => window_.close();
  window_.showModal();
}
