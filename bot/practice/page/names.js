// How somebody is called on the page. A couple on one phone is called by both names.

export const firstName = (name) => name.match(/^\S+( en \S+)?/)[0];

export const initials = (name) =>
  name.split(" ").filter((word) => /^\p{Lu}/u.test(word)).map((word) => word[0]).slice(0, 2).join("");
