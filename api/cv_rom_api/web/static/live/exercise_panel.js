// The exercise beside the picture: which set, how much of it is done, the pause, and the rating of the pain after a set.

import { element } from "../elements.js";
import { fill, number, words } from "../words.js";
import { NOT_DOWN } from "./exercise.js";

const MOST_PAIN = 10;

export class ExercisePanel {
  onRated = () => {};
  onGoOn = () => {};
  #box;
  #parts;
  #rating = null;

  constructor(box) {
    this.#box = box;
    this.#parts = Object.fromEntries([...box.querySelectorAll("[data-dose]")].map((part) => [part.dataset.dose, part]));
    this.#parts.goOn.addEventListener("click", () => this.onGoOn());
  }

  hide() {
    this.#box.hidden = true;
    this.#box.closest("#stage").classList.remove("resting");
    this.#forgetRating();
  }

  /** `measuring`: whether the stance is known, without which nothing counts. */
  show(goal, state, measuring) {
    const atWork = state.phase === "work";
    this.#box.hidden = atWork && !measuring;
    this.#parts.work.hidden = !atWork;
    this.#parts.rest.hidden = atWork;
    this.#box.closest("#stage").classList.toggle("resting", !atWork);
    this.#write("name", goal.name);
    this.#write("where", whereIn(goal, state));
    if (atWork) this.#showWork(goal, state);
    else this.#showRest(goal, state);
  }

  #showWork(goal, state) {
    const { done, spoilt, unjudged } = state;
    this.#forgetRating();
    this.#write("what", goal.mode === "hold" ? words.exercise.seconds : words.exercise.repetitions);
    this.#write("done", number(Math.floor(done)));
    this.#write("wanted", fill(words.exercise.of, { wanted: number(goal.wanted) }));
    Object.assign(this.#parts.bar, { max: goal.wanted, value: done });
    this.#write("rule", ruleInWords(goal, state));
    this.#parts.rule.classList.toggle("stands", done > 0 && Boolean(whyItStands(state)));
    this.#write("notes", heelNotes(goal, { spoilt, unjudged }));
  }

  #showRest(goal, { phase, leftS, sets, advised }) {
    const seconds = number(Math.ceil(leftS));
    this.#write("pause", { pause: fill(words.exercise.pause, { seconds }), turn: fill(words.exercise.other_side, { seconds }), done: words.exercise.done }[phase]);
    this.#parts.pause.hidden = advised; // nothing goes on then
    if (!this.#rating) {
      this.#rating = rating(goal, sets.at(-1), (pain) => this.onRated(pain));
      this.#parts.rating.replaceChildren(this.#rating);
    }
    if (this.#parts.advice.hidden !== advised) return;
    this.#parts.advice.hidden = !advised;
    if (advised) this.#parts.advice.scrollIntoView({ block: "nearest" });
  }

  #forgetRating() {
    this.#rating = null;
    this.#parts.rating.replaceChildren();
    this.#parts.advice.hidden = true;
  }

  #write(part, text) {
    if (this.#parts[part].textContent !== text) this.#parts[part].textContent = text;
  }
}

/** Buttons from 0 to 10 for the pain of a set that is done; the chosen one stays pressed. */
export function rating(goal, { side, set }, onRated) {
  const buttons = Array.from({ length: MOST_PAIN + 1 }, (_, pain) =>
    element("button", { type: "button", "aria-pressed": "false", value: String(pain) }, number(pain)));
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const one of buttons) one.setAttribute("aria-pressed", String(one === button));
      onRated(Number(button.value));
    });
  }
  const legend = document.getElementById("rating-legend").textContent;
  const asked = fill(words.exercise.rating_group, { legend, side: legsOf(goal, side), set: number(set) });
  return element("div", { class: "rating", role: "group", "aria-label": asked },
    element("p", { "aria-hidden": "true" }, asked), element("div", { class: "pains" }, ...buttons));
}

/** What is known of the heel: what it spoilt, and what the camera could not tell; "" where there is nothing. */
export function heelNotes({ mode }, { spoilt, unjudged }) {
  const x = words.exercise;
  const [ofSpoilt, ofUnjudged] = mode === "hold" ? [x.spoilt_seconds, x.unjudged_seconds] : [x.spoilt, x.unjudged_repetitions];
  const notes = [[ofSpoilt, Math.round(spoilt)], [ofUnjudged, Math.round(unjudged)]].filter(([, count]) => count);
  return notes.map(([sentence, count]) => fill(sentence, { count: number(count) })).join(". ");
}

/** Which legs a set of it trains, in words. */
export function legsOf({ each_side: eachSide }, side) {
  return (eachSide && words.legs[side]) || words.exercise.both;
}

/** What counts, and of a hold whether the clock runs, and why it stands. */
export function ruleInWords({ mode }, state) {
  if (mode !== "hold") return state.done || state.spoilt ? "" : words.exercise.counts_when;
  if (state.told === null) return words.exercise.runs;
  const why = whyItStands(state);
  return why && (state.done || state.told !== NOT_DOWN) ? fill(words.exercise.stands, { why }) : words.exercise.runs_when;
}

/** Nothing while the clock runs, or nobody is measured. */
function whyItStands({ told }) {
  return words.exercise_stands[told];
}

function whereIn(goal, { set, side }) {
  const which = fill(words.exercise.set_of, { set: number(set), sets: number(goal.sets) });
  return `${which}, ${legsOf(goal, side)}`;
}
