// Which passages are listed.
import { desk, filter, inTurn, outcomeName, watch } from "./state.js";
import { byId, fill, h } from "./dom.js";
import { reload } from "./queue.js";
import { drawOutcomes } from "./outcomes.js";

const kStates = [["open", "open"], ["accepted", "accepted"], ["rejected", "rejected"], ["unsure", "unsure"], ["decided", "decided"], ["all", "all"]];
const kNegativeStates = [["open", "open"], ["accepted", "confirmed"], ["rejected", "dismissed"], ["all", "all"]];
const kOrders = [["priority", "what helps most"], ["score", "best first"], ["document", "as the documents"]];

function change(key, value) {
  filter()[key] = value;
  drawOutcomes(desk.state);
  inTurn(reload);
}

function choice(key, label, options, extra = {}) {
  const field = h(
    "select",
    { id: `filter-${key}`, onchange: (event) => change(key, event.target.value), ...extra },
    options.map(([value, text]) => h("option", { value }, text)),
  );
  field.value = filter()[key] ?? "";
  return h("p", { class: `filter by-${key}` }, h("label", { for: field.id }, label), field);
}

const names = (list) => [["", "all"], ...list.map((name) => [name, name])];

let waiting = 0;
function search() {
  const field = h("input", { type: "search", id: "filter-search", autocomplete: "off", spellcheck: "false" });
  field.value = filter().search ?? "";
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change("search", field.value), 180);
  });
  return h("p", { class: "filter by-search" }, h("label", { for: field.id }, "Words"), field);
}

export function draw() {
  const { state } = desk;
  if (!state || desk.tab === "candidates") return;
  const negative = desk.tab === "negative";
  const live = state.outcomes.filter((each) => each.change !== "retired");
  fill(
    byId("filters"),
    h("div", { class: "only-narrow" }, choice("outcome", "Outcome", [["", "all"], ...live.map((each) => [each.id, outcomeName(each.id)])])),
    choice("state", "Decision", negative ? kNegativeStates : kStates),
    !negative && choice("band", "Band", [["", "all"], ["likely", "likely"], ["unsure", "unsure"]]),
    !negative && choice("framing", "Framing", [["", "all"], ["supports", "for"], ["contrary", "against"], ["unclear", "unclear"]]),
    state.sources.length > 1 && choice("source", "Source", names(state.sources)),
    state.authors.length > 1 && choice("author", "Author", names(state.authors)),
    state.reviewers.some((name) => name !== state.reviewer) &&
      choice("decided_by", "Decided by", [["", "me"], ...state.reviewers.filter((name) => name !== state.reviewer).map((name) => [name, name || "unnamed"])]),
    !negative && choice("order", "Order", kOrders),
    search(),
  );
}

export function start() {
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  let drawn = "";
  watch((state) => {
    // Only when there is something else to choose from: a field that is in use stays as it is.
    const now = JSON.stringify([desk.tab, state.sources, state.authors, state.reviewers, state.outcomes.map((each) => [each.id, each.text, each.change])]);
    if (now === drawn) return;
    drawn = now;
    draw();
  });
}
