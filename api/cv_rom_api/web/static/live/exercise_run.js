// One exercise from its first set to the summary: what is counted goes to the panel and to the voice. The other side is
// a live check of its own, as the camera measures the leg that is nearest to it.

import { fill, number, words } from "../words.js";
import { Coach } from "./coach.js";
import { HEEL_UP, NOT_MEASURED, begun, rated, setsSoFar, taken, wentOn } from "./exercise.js";
import { ruleInWords } from "./exercise_panel.js";

const TOLD_EVERY_S = 10;
const COUNTED_ALOUD_S = 3;

export class ExerciseRun {
  #goal;
  #page;
  #coach;
  #state = begun();
  #stopped = false;
  #lost = false; // a line that broke: what the service recorded could not be deleted
  #between = false; // the check of one side was told to end: what still comes of it counts for nothing

  /** `goal` as in exercise.js, with its name; `page`: {display, panel, voice, announce(sentence, {urgent}), check(side)
   * begins a check of a side or, with null, of the nearest one, stop() ends it,
   * finished({goal, sets, complete, lost}, failure)}.
   */
  constructor(goal, page) {
    this.#goal = goal;
    this.#page = page;
    this.#coach = new Coach(page.voice, page.announce);
    page.panel.onRated = (pain) => this.#change(rated(this.#state, pain));
    page.panel.onGoOn = () => this.#change(wentOn(this.#state));
  }

  begin() {
    this.#page.check(null);
  }

  take(reading) {
    if (this.#between) return;
    const before = this.#state;
    this.#state = taken(this.#goal, before, reading);
    const { phase, second } = this.#state;
    if (phase === "work" && second === before.second) {
      this.#page.display.showSetup(reading);
      this.#coach.take(this.#withoutRule(reading), null);
    } else this.#page.display.showSetup(null);
    this.#page.panel.show(this.#goal, this.#state, reading.step === "measure");
    this.#tell(before);
    this.#between = phase === "done" || second !== before.second;
    if (this.#between) this.#page.stop();
  }

  /** The check is over, as a `Check` tells it: one side is done, or somebody stopped, or something failed. */
  ended(outcome, failure) {
    const { phase, side } = this.#state;
    this.#lost ||= Boolean(outcome?.lost);
    if (this.#between && phase !== "done" && !this.#stopped && !failure) {
      this.#between = false;
      this.#coach = new Coach(this.#page.voice, this.#page.announce);
      this.#page.check(side);
      return;
    }
    this.#page.finished({ goal: this.#goal, sets: setsSoFar(this.#state), complete: phase === "done", lost: this.#lost }, failure);
  }

  /** Somebody wants to stop. */
  stop() {
    this.#stopped = true;
  }

  /** The clock of a hold tells of the heel itself. */
  #withoutRule(reading) {
    return this.#goal.mode === "hold" ? { ...reading, flags: reading.flags.filter((flag) => flag !== HEEL_UP) } : reading;
  }

  #change(state) {
    this.#state = state;
    this.#page.panel.show(this.#goal, state, true);
    if (state.advised) this.#say(words.exercise.advice_title, { urgent: true });
  }

  #tell(before) {
    const { phase, second, set, leftS } = this.#state;
    if (second !== before.second) return; // the check of the other side begins with its own words
    if (phase !== before.phase) this.#tellPhase(phase, set);
    else if (phase === "work") this.#tellWork(before);
    else if (Math.ceil(leftS) < Math.ceil(before.leftS) && leftS <= COUNTED_ALOUD_S) this.#page.voice.beep("count");
  }

  #tellWork(before) {
    const { done, spoilt, told } = this.#state;
    if (told !== before.told) this.#tellRule();
    if (done > before.done) this.#tellDone(before.done, done);
    else if (spoilt > before.spoilt && this.#goal.mode === "repetitions") {
      this.#page.voice.beep("flag");
      this.#say(words.exercise.not_counted, { urgent: true });
    }
  }

  /** That the clock of a hold runs or stands, and why; at the beginning, what makes it run. */
  #tellRule() {
    const { done, set, told } = this.#state;
    if (told === NOT_MEASURED || (told !== null && !done && set > 1)) return;
    if (told !== null && done) this.#page.voice.beep("flag");
    this.#say(ruleInWords(this.#goal, this.#state), { urgent: told !== null });
  }

  #tellPhase(phase, set) {
    this.#page.voice.beep(phase === "work" ? "start" : "good");
    if (phase === "work") this.#say(fill(words.exercise.set_begins, { set: number(set) }), { urgent: true });
    else this.#say({ pause: words.exercise.pause_said, turn: words.exercise.other_side_said, done: words.exercise.done }[phase], { urgent: true });
  }

  #tellDone(before, done) {
    if (this.#goal.mode === "repetitions") {
      this.#page.voice.beep("good");
      this.#say(number(done), { urgent: true });
    } else if (Math.floor(done / TOLD_EVERY_S) > Math.floor(before / TOLD_EVERY_S)) {
      this.#say(fill(words.live.held, { seconds: number(Math.floor(done / TOLD_EVERY_S) * TOLD_EVERY_S) }));
    }
  }

  #say(sentence, options = {}) {
    this.#page.announce(sentence, options);
    this.#page.voice.say(sentence, options);
  }
}
