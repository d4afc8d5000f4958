// Guides through a movement test: its numbers go to the display, what happens to the voice.

import { Coach } from "./coach.js";

const GOAL_S = 30;

export class TestGuide {
  #test;
  #page;
  #coach;
  #earlier;
  #best = null;

  /** `test`: {protocol, subject}; `page`: {display, voice, announce(sentence, {urgent}), best: a BestToday}. */
  constructor(test, page) {
    this.#test = test;
    this.#page = page;
    this.#coach = new Coach(page.voice, page.announce);
    this.#earlier = Object.fromEntries(["left", "right"].map((side) => [side, page.best.of({ ...test, side })]));
  }

  take(reading) {
    this.#keep(reading);
    const best = larger(reading.best_dorsiflexion_deg, this.#earlier[reading.side] ?? null);
    this.#page.display.show({ ...reading, best_dorsiflexion_deg: best }, this.#test.protocol, GOAL_S);
    this.#coach.take(reading, GOAL_S);
  }

  /** At once, as a page may be closed at any time; a best attempt may also be taken back. */
  #keep({ side, best_dorsiflexion_deg: best }) {
    if (best === this.#best) return;
    this.#best = best;
    this.#page.best.keep({ ...this.#test, side }, larger(best, this.#earlier[side]));
  }
}

/** The larger of two numbers that may be null. */
function larger(one, other) {
  return one === null || (other !== null && other > one) ? other : one;
}
