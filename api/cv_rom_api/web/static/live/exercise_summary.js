// What was done of an exercise: its sets with the ratings, and the rating of the last one where it is missing.

import { element, section, table } from "../elements.js";
import { fill, number, words } from "../words.js";
import { ADVISED_FROM } from "./exercise.js";
import { heelNotes, legIn, rating } from "./exercise_panel.js";

/** Fills `box`. `sets` as in exercise.js; `last`: the set that was left before its end, or null. Sets without a rating can be rated here. */
export function showExerciseSummary(box, { goal, sets, last, complete }) {
  const given = [...sets];
  const shown = element("div");
  const advice = document.getElementById("rules").content.firstElementChild.cloneNode(true);
  const show = () => {
    advice.hidden = given.every(({ pain }) => (pain ?? 0) < ADVISED_FROM);
    shown.replaceChildren(given.length || last ? setTable(goal, given, last) : element("p", {}, words.exercise.no_sets));
  };
  const rate = (at, pain) => {
    given[at] = { ...given[at], pain };
    show();
  };
  show();
  const asked = sets.map((one, at) => one.pain === null && rating(one, (pain) => rate(at, pain)));
  box.replaceChildren(section(`${goal.name}: ${complete ? words.exercise.done : words.exercise.ended}`,
    shown, ...asked.filter(Boolean), element("div", { role: "status" }, advice)));
}

function setTable(goal, sets, last) {
  const columns = [words.exercise.set, words.exercise.side, words.exercise.amount, words.exercise.notes, words.exercise.pain];
  const rows = sets.map((one) => setRow(goal, one, amountOf(goal, one), one.pain === null ? words.exercise.not_rated : number(one.pain)));
  if (last) rows.push(setRow(goal, last, fill(words.exercise.unfinished, { amount: amountOf(goal, last) }), words.exercise.none));
  return table(words.exercise.sets, columns, rows);
}

function setRow(goal, one, amount, pain) {
  const side = goal.each_side ? legIn(one.side) : words.exercise.both;
  return [number(one.set), side, amount, heelNotes(goal, one) || words.exercise.none, pain];
}

function amountOf({ mode, wanted }, { done }) {
  const amount = `${number(Math.floor(done))} ${fill(words.exercise.of, { wanted: number(wanted) })}`;
  return mode === "hold" ? `${amount} s` : amount;
}
