// The list of outcomes at the left: what is for, against, open, and what still needs an example.
import { desk, filter, inTurn, watch } from "./state.js";
import { byId, count, fill, h } from "./dom.js";
import { reword, retire } from "./actions.js";
import { askText, confirmStep } from "./ask.js";
import { reload } from "./queue.js";

const figure = (word, number, kind) =>
  h("span", { class: `figure ${kind}` }, h("b", {}, count(number)), ` ${word}`);

function choose(id) {
  filter().outcome = id;
  inTurn(reload);
  draw(desk.state);
}

function tools(outcome) {
  return h(
    "p",
    { class: "outcome-tools" },
    h("button", {
      type: "button",
      onclick: async () => {
        const text = await askText(`Reword outcome ${outcome.id}`, "The outcome, in one sentence", outcome.text);
        if (text && text !== outcome.text) inTurn(() => reword(outcome.id, text));
      },
    }, "Reword…"),
    h("button", {
      type: "button",
      onclick: async () => {
        const sure = await confirmStep(
          `Retire outcome ${outcome.id}?`,
          "It leaves the list and its suggestions are put away. Undo brings everything back.",
          "Retire",
        );
        if (sure) inTurn(() => retire(outcome.id));
      },
    }, "Retire…"),
  );
}

const kChanges = { added: "new", reworded: "reworded", retired: "retired" };

function entry(outcome) {
  const chosen = (filter().outcome ?? "") === outcome.id;
  const negative = desk.tab === "negative";
  return h(
    "li",
    { class: outcome.change === "retired" ? "retired" : null },
    h(
      "button",
      { type: "button", class: "outcome", "aria-pressed": String(chosen), onclick: () => choose(outcome.id) },
      h("span", { class: "outcome-text" }, h("b", {}, `${outcome.id}. `), outcome.title || outcome.text),
      h(
        "span",
        { class: "figures" },
        negative ? figure("to look at", outcome.negative_open, "against") : [
          figure("for", outcome.for, "for"),
          figure("against", outcome.against, "against"),
          figure("open", outcome.open, "open"),
        ],
        outcome.change && h("span", { class: "tag" }, kChanges[outcome.change]),
        outcome.needs_example && outcome.change !== "retired" && h("span", { class: "tag need" }, "needs an example"),
      ),
    ),
    chosen && outcome.change !== "retired" && tools(outcome),
  );
}

function draw(state) {
  const chosen = filter().outcome ?? "";
  const open = desk.tab === "negative"
    ? state.progress.negative_open
    : state.outcomes.reduce((sum, each) => sum + (each.change === "retired" ? 0 : each.open), 0);
  fill(
    byId("outcome-list"),
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "outcome", "aria-pressed": String(chosen === ""), onclick: () => choose("") },
        h("span", { class: "outcome-text" }, h("b", {}, "All outcomes")),
        h("span", { class: "figures" }, figure("open", open, "open")),
      ),
    ),
    state.outcomes.map(entry),
  );
}

export function start() {
  watch(draw);
}
export { draw as drawOutcomes };
