// One message as it stands on a phone. Words only ever become text nodes: nothing that anybody writes can become markup.

export function make(tag, className, words) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (words !== undefined) element.textContent = words;
  return element;
}

function writeWords(message) {
  const words = make("p", "words");
  words.dir = "auto";
  let at = 0;
  for (const [offset, length] of message.bold) {
    if (offset < at) continue; // overlaps the one before
    words.append(message.text.slice(at, offset), make("strong", "", message.text.slice(offset, offset + length)));
    at = offset + length;
  }
  words.append(message.text.slice(at));
  return words;
}

function sayAside(message) {
  const aside = make("p", "aside");
  if (message.edited) aside.append(make("span", "edited", "bijgewerkt"), " ");
  aside.append(make("time", "", message.hour));
  return aside;
}

function layButtons(message, press) {
  const rows = make("div", "buttons");
  for (const { label, data } of message.buttons) {
    const button = make("button", "", label);
    button.type = "button";
    button.dir = "auto";
    button.addEventListener("click", () => press(message.id, data));
    rows.append(button);
  }
  return rows;
}

// A picture is shown; any other file of the bot is a link that keeps it.
function layThing(message, person) {
  if (!message.file) return make("p", "thing", message.thing);
  const there = `/file/${person}/${message.file}`;
  if (message.picture) {
    const picture = make("img", "picture");
    picture.src = there;
    picture.alt = message.thing;
    return picture;
  }
  const link = make("a", "thing", message.thing);
  link.href = there;
  link.download = message.thing;
  return link;
}

// Draws MESSAGE on PERSON's phone; WHO is read out before the words, PRESS is called with the message's id and the data
// of the button.
export function drawBubble(message, person, who, press) {
  const bubble = make("article", message.mine ? "bubble mine" : "bubble");
  bubble.tabIndex = -1;
  const paper = make("div", "paper");
  paper.append(make("span", "unseen", `${who}: `));
  if (message.thing) paper.append(layThing(message, person));
  if (message.text) paper.append(writeWords(message));
  paper.append(sayAside(message));
  bubble.append(paper);
  if (message.buttons.length) bubble.append(layButtons(message, press));
  return bubble;
}
