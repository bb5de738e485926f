// Everything by keyboard. Single letters can be switched off (they are in the way of speech input).
import { desk, inTurn } from "./state.js";
import { byId, fill, h } from "./dom.js";
import * as passage from "./passage.js";
import { redo, undo } from "./actions.js";
import { step } from "./queue.js";

const kStore = "bearout-keys";
export const keysAreOn = () => localStorage.getItem(kStore) !== "off";

const show = (tab) => document.querySelector(`[data-tab="${tab}"]`).click();

/** Keys, what they do as it is written in the list, and the doing; in the order of the list. */
const kKeys = [
  [["j", "ArrowDown"], "next passage", () => inTurn(() => step(1))],
  [["k", "ArrowUp"], "passage before", () => inTurn(() => step(-1))],
  [["a"], "accept (negative framing: confirm)", () => passage.decide("accept")],
  [["r"], "reject (negative framing: dismiss)", () => passage.decide("reject")],
  [["u"], "unsure", () => passage.decide("unsure")],
  [["x"], "open again: take my decision back", () => passage.openAgain()],
  [["1"], "it is for the outcome", () => passage.setFraming("supports")],
  [["2"], "it is against the outcome", () => passage.setFraming("contrary")],
  [["3"], "for or against is unclear", () => passage.setFraming("unclear")],
  [["s"], "star: quote it as the example", () => passage.star()],
  [["o"], "other outcomes", () => passage.otherOutcome()],
  [["n"], "note", () => passage.note()],
  [["w"], "why this score?", () => passage.why()],
  [["d"], "the whole text", () => passage.wholeDocument()],
  [["z"], "undo", () => inTurn(undo)],
  [["y"], "redo", () => inTurn(redo)],
  [["/"], "search", () => byId("filter-search")?.focus()],
  [["S"], "suggestions", () => show("suggestions")],
  [["C"], "candidates", () => show("candidates")],
  [["N"], "negative framing", () => show("negative")],
  [["?"], "this list", () => showKeys()],
];
const kAlways = new Set(["ArrowDown", "ArrowUp", "z", "y", "S", "C", "N", "?"]);
const kNames = { ArrowDown: "↓", ArrowUp: "↑" };

export function showKeys() {
  const dialog = byId("keys");
  const on = h("input", { type: "checkbox", id: "keys-on" });
  on.checked = keysAreOn();
  on.addEventListener("change", () => localStorage.setItem(kStore, on.checked ? "on" : "off"));
  fill(
    dialog,
    h("h2", { id: "keys-title" }, "Keys"),
    h(
      "dl",
      { class: "keys" },
      kKeys.map(([keys, what]) =>
        h("div", {}, h("dt", {}, keys.map((key, i) => [i > 0 ? " or " : "", h("kbd", {}, kNames[key] ?? key)])), h("dd", {}, what))),
    ),
    h("p", {}, on, " ", h("label", { for: "keys-on" }, "Letters are keys (off: only buttons and the arrow keys in the list)")),
    h("p", { class: "buttons" }, h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, "Close")),
  );
  dialog.showModal();
}

function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog") !== null;
}

export function start() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape" && isTyping(event.target) && event.target.id === "filter-search") {
      byId("queue").focus();
      return;
    }
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const arrow = event.key.startsWith("Arrow");
    if (arrow && document.activeElement !== byId("queue")) return; // elsewhere arrows scroll
    if (!arrow && !keysAreOn()) return;
    const entry = kKeys.find(([keys]) => keys.includes(event.key));
    if (!entry || (desk.tab === "candidates" && !kAlways.has(event.key))) return;
    event.preventDefault();
    entry[2]();
  });
  byId("show-keys").addEventListener("click", showKeys);
}
