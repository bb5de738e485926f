// Elements without HTML: every text goes in as text, so nothing that people wrote can become part of the page.

/** h("p", {class: "x", onclick: f}, "text", child, …): an element. Null and false are left out. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value") element.value = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Puts children in the place of all that an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
}

export const count = (number) => number.toLocaleString("en-GB");
export const percent = (share) => `${Math.round(share * 100)} %`;

/** "1 passage", "2 passages". */
export const plural = (number, word) => `${count(number)} ${word}${number === 1 ? "" : "s"}`;

/** `start` and `end` of every file count code points; JavaScript counts UTF-16 units. */
export const codePoints = (text) => Array.from(text);
