// From one reading to the next: what to show, what to say, and what a screen reader is told. Numbers that change all the
// time are shown only; what is said is what has just happened.

import { amount, fill, number, words } from "../words.js";

const HOLD_STEP_S = 10;
const ATTEMPTS_WANTED = 3;

export class Coach {
  #voice;
  #announce;
  #before = null;
  #heldS = 0;
  #countdown = null;

  /** `announce(sentence, {urgent})` tells screen readers. */
  constructor(voice, announce) {
    this.#voice = voice;
    this.#announce = announce;
  }

  /** Tells what this reading brought; `goalS` is how long a squat is to be held, null where somebody else tells what counts. */
  take(reading, goalS) {
    const before = this.#before ?? { step: null, message: null, flags: [], repetitions: 0, attempts: [] };
    this.#before = reading;
    this.#tellFlags(before.flags, reading.flags);
    if (goalS !== null) {
      if (reading.repetitions > before.repetitions && reading.attempts.length) this.#tellAttempt(before.attempts, reading.attempts);
      this.#tellHold(reading, goalS);
    }
    this.#count(reading);
    if (reading.message !== before.message || reading.step !== before.step) this.#tellMessage(reading, before);
  }

  #tellFlags(before, now) {
    for (const flag of now.filter((name) => !before.includes(name))) {
      this.#voice.beep("flag");
      this.#tell(words.live_flags[flag] ?? words.compensations[flag], { urgent: true });
    }
    for (const flag of before.filter((name) => !now.includes(name))) this.#tell(words.live_flags_gone[flag] ?? words.live.corrected);
  }

  /** The newest one; before it those that it showed to have missed the wall, as it came further itself. */
  #tellAttempt(before, attempts) {
    const counted = new Set(before.filter(({ valid }) => valid).map(({ index }) => index));
    const withdrawn = attempts.filter(({ index, valid }) => !valid && counted.has(index));
    this.#voice.beep(attempts.at(-1).valid ? "good" : "flag");
    const sentences = [...withdrawn, attempts.at(-1)].map((one) => `${number(one.index)}. ${attemptInWords(one)}`);
    this.#tell(sentences.join(". "), { urgent: true });
  }

  #tellHold({ hold_s: holdS }, goalS) {
    const step = Math.floor(holdS / HOLD_STEP_S) * HOLD_STEP_S;
    if (step > this.#heldS) {
      this.#tell(step >= goalS ? words.live.hold_reached : fill(words.live.held, { seconds: number(step) }));
    }
    this.#heldS = step;
  }

  #count({ step, countdown_s: leftS }) {
    const left = step === "calibrate" && leftS !== null ? Math.ceil(leftS) : null;
    if (left !== null && left !== this.#countdown) this.#voice.beep("count");
    this.#countdown = left;
  }

  #tellMessage({ step, message }, before) {
    if (step === "measure" && before.step !== "measure") this.#voice.beep("start");
    if (message) this.#tell(words.live_do[message] ?? message);
  }

  #tell(sentence, options = {}) {
    this.#announce(sentence, options);
    this.#voice.say(sentence, options);
  }
}

/** "31°", "31°, toes about 9 cm from the wall" or "does not count: the heel came up". */
export function attemptInWords(attempt) {
  if (!attempt.valid) {
    const reasons = attempt.invalid_reasons.map((reason) => words.invalid_reasons[reason] ?? reason.replaceAll("_", " "));
    return fill(words.live.not_counted, { reasons: reasons.join(", ") });
  }
  const angle = attempt.dorsiflexion_deg === null ? words.live.counted : amount(attempt.dorsiflexion_deg, "deg", 0);
  const from = attempt.toe_to_wall_cm === null ? "" : `, ${fill(words.live.from_wall, { distance: amount(attempt.toe_to_wall_cm, "cm", 0) })}`;
  const what = `${angle}${from}`;
  return attempt.unchecked.includes("heel_lift") ? fill(words.live.heel_not_seen, { what }) : what;
}

/** "valid: 3, 1 of them with the heel not judged". */
export function validInWords({ valid_repetitions: valid, unjudged_repetitions: unjudged }) {
  return fill(unjudged ? words.live.valid_unjudged : words.live.valid_of, { valid: number(valid), unjudged: number(unjudged) });
}

/** What a knee-to-wall test still asks for. */
export function attemptsLeft({ valid_repetitions: valid }) {
  const left = ATTEMPTS_WANTED - valid;
  return left > 0 ? fill(words.live.attempts_left, { left: number(left) }) : words.live.attempts_done;
}
