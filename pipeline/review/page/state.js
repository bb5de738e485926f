// What the page knows, in one place. Views draw it; actions change it and then call refresh().
import { get } from "./api.js";
import { byId } from "./dom.js";

export const desk = {
  state: null, // GET state
  tab: "suggestions", // suggestions, candidates, negative
  filters: {
    suggestions: { list: "suggestions", state: "open", order: "priority" },
    negative: { list: "negative", state: "open", order: "score" },
  },
};

const watchers = [];
/** Calls `draw` whenever the state has come anew. */
export const watch = (draw) => watchers.push(draw);

export async function refresh() {
  desk.state = await get("state");
  for (const draw of watchers) draw(desk.state);
}

let refreshing = null;
let again = false;
/** The same, while whoever decides goes on; several wishes at once are one. */
export function refreshSoon() {
  if (refreshing) {
    again = true;
    return;
  }
  refreshing = attempt(refresh).then(() => {
    refreshing = null;
    if (!again) return;
    again = false;
    refreshSoon();
  });
}

export const filter = () => desk.filters[desk.tab] ?? desk.filters.suggestions;
export const outcome = (id) => desk.state.outcomes.find((each) => each.id === id);
/** What an outcome is called where room is short. */
export const outcomeName = (id) => {
  const found = outcome(id);
  return found ? `${found.id}. ${found.title || found.text}` : id;
};
/** Outcomes that are on the list now. */
export const liveOutcomes = () => desk.state.outcomes.filter((each) => each.change !== "retired");

/** Says something in passing; it is read out too. */
export function say(text) {
  byId("message").textContent = text;
}

let last = Promise.resolve();
/** The same, one after the other: whoever types fast decides on each passage in turn, not twice on one. */
export function inTurn(work) {
  last = last.then(() => {
    byId("trouble").hidden = true;
    return attempt(work);
  });
  return last;
}

/** Runs what a person asked for and shows why it could not be done. */
export async function attempt(work) {
  const trouble = byId("trouble");
  try {
    return await work();
  } catch (error) {
    trouble.textContent = error.message;
    trouble.hidden = false;
    return undefined;
  }
}
