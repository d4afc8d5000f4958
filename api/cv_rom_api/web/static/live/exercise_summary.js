// What was done of an exercise: its sets with the ratings, and the rating of the last ones where they are missing.

import { element, section, table } from "../elements.js";
import { fill, number, words } from "../words.js";
import { ADVISED_FROM } from "./exercise.js";
import { heelNotes, legsOf, rating } from "./exercise_panel.js";

/** Fills `box`; `sets` as `setsSoFar` of exercise.js gives them. Those without a rating can be rated here. */
export function showExerciseSummary(box, { goal, sets, complete, lost }) {
  const given = [...sets];
  const shown = element("div");
  const advice = document.getElementById("rules").content.firstElementChild.cloneNode(true);
  const show = () => {
    advice.hidden = given.every(({ pain }) => (pain ?? 0) < ADVISED_FROM);
    shown.replaceChildren(given.length ? setTable(goal, given) : element("p", {}, words.exercise.no_sets));
  };
  const rate = (at, pain) => {
    given[at] = { ...given[at], pain };
    show();
  };
  show();
  const asked = sets.map((one, at) => one.pain === null && rating(goal, one, (pain) => rate(at, pain)));
  box.replaceChildren(section(`${goal.name}: ${complete ? words.exercise.done : words.exercise.ended}`,
    shown, lost && element("p", {}, words.live.lost_kept), ...asked.filter(Boolean), element("div", { role: "status" }, advice)));
}

function setTable(goal, sets) {
  const columns = [words.exercise.set, words.exercise.side, words.exercise.amount, words.exercise.notes, words.exercise.pain];
  return table(words.exercise.sets, columns, sets.map((one) => setRow(goal, one)));
}

function setRow(goal, one) {
  const pain = one.pain === null ? words.exercise.not_rated : number(one.pain);
  return [number(one.set), legsOf(goal, one.side), amountOf(goal, one), heelNotes(goal, one) || words.exercise.none, pain];
}

function amountOf({ mode, wanted }, { done, unfinished }) {
  const counted = `${number(Math.floor(done))} ${fill(words.exercise.of, { wanted: number(wanted) })}`;
  const amount = mode === "hold" ? `${counted} s` : counted;
  return unfinished ? fill(words.exercise.unfinished, { amount }) : amount;
}
