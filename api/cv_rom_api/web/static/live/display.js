// The large display beside the picture: what to do, the angle, counts, hold and flags.

import { element } from "../elements.js";
import { amount, fill, number, words } from "../words.js";
import { attemptInWords, attemptsLeft, validInWords } from "./coach.js";

const LARGEST_DEG = 50;
const NO_NUMBER = "–";

export class Display {
  #parts;
  #figure = null;

  constructor(box) {
    this.#parts = Object.fromEntries([...box.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
    this.#parts.figures = box.querySelectorAll("[data-figure]");
  }

  /** `protocol` decides which counts are shown. */
  show(reading, protocol, goalS) {
    const measuring = reading.step === "measure";
    this.showSetup(reading, protocol);
    this.#parts.numbers.hidden = !measuring;
    if (!measuring) return;
    this.#showAngle(reading);
    this.#showCounts(reading, protocol, goalS);
    const last = reading.attempts.at(-1);
    this.#write("last", last ? fill(words.live.last, { what: attemptInWords(last) }) : "");
  }

  /** What hinders, and the flags, without the numbers of a test; null for nothing, as in a pause. */
  showSetup(reading, protocol = null) {
    const measuring = reading?.step === "measure";
    this.#parts.numbers.hidden = true;
    this.#parts.setup.hidden = !reading || (measuring && !reading.message);
    this.#parts.setup.classList.toggle("short", measuring);
    this.#showFlags(reading?.flags ?? []);
    if (reading) this.#showTask(reading, protocol);
  }

  /** Something other than a reading: the model is loaded, the line is down. */
  showState(sentence) {
    this.#write("task", sentence);
    this.#write("why", "");
    this.#write("countdown", "");
    this.#parts.setup.hidden = false;
    this.#parts.numbers.hidden = true;
    this.#showFlags([]);
    this.#showFigure("");
  }

  /** That pictures come too slowly; nothing is held up by it. */
  showSlow(isSlow) {
    this.#write("slow", isSlow ? words.live.slow : "");
  }

  #showTask({ step, message, countdown_s: leftS }, protocol) {
    const code = message ?? (step === "calibrate" ? "hold_position" : "");
    const ofWall = protocol === "knee-to-wall" ? words.live_why_wall[code] : undefined;
    this.#write("task", words.live_do[code] ?? code);
    this.#write("why", ofWall ?? words.live_why[code] ?? "");
    this.#write("countdown", leftS === null ? "" : number(Math.ceil(leftS)));
    this.#showFigure(ofWall ? `wall-${code}` : code);
  }

  #showFigure(code) {
    if (this.#figure === code) return;
    this.#figure = code;
    for (const figure of this.#parts.figures) figure.toggleAttribute("hidden", !figure.dataset.figure.split(" ").includes(code));
  }

  #showAngle({ dorsiflexion_deg: now, best_dorsiflexion_deg: best }) {
    this.#write("angle", now === null ? NO_NUMBER : amount(now, "deg", 0));
    this.#write("best", best === null ? NO_NUMBER : amount(best, "deg", 0));
    this.#parts.needle.setAttribute("x", along(now ?? 0));
    this.#parts.needle.toggleAttribute("hidden", now === null);
    this.#parts.filled.setAttribute("width", along(now ?? 0));
    this.#parts.record.setAttribute("transform", `translate(${along(best ?? 0)} 0)`);
    this.#parts.record.toggleAttribute("hidden", best === null);
  }

  #showCounts(reading, protocol, goalS) {
    const isSquat = protocol === "squat";
    this.#write("counted", isSquat ? words.live.repetitions : words.live.attempts);
    this.#write("count", number(isSquat ? reading.repetitions : reading.attempts.length && reading.repetitions));
    this.#write("valid", validInWords(reading));
    this.#parts.squat.hidden = !isSquat;
    this.#parts.wall.hidden = isSquat;
    if (isSquat) {
      this.#write("hold", amount(reading.hold_s, "s", 0));
      this.#write("goal", fill(words.live.goal, { best: amount(reading.best_hold_s, "s", 0), goal: amount(goalS, "s", 0) }));
      this.#write("depth", reading.knee_flexion_deg === null ? NO_NUMBER : amount(reading.knee_flexion_deg, "deg", 0));
    } else this.#write("left", attemptsLeft(reading));
  }

  #showFlags(flags) {
    const shown = this.#parts.flags.dataset.shown ?? "";
    if (shown === flags.join()) return;
    this.#parts.flags.dataset.shown = flags.join();
    this.#parts.flags.replaceChildren(...flags.map((flag) =>
      element("li", {}, element("span", { class: "sign", "aria-hidden": "true" }, "▲"), words.live_flags[flag] ?? flag)));
  }

  #write(part, text) {
    if (this.#parts[part].textContent !== text) this.#parts[part].textContent = text;
  }
}

/** Place on the gauge, in its percent. */
function along(angleDeg) {
  return (100 * Math.min(Math.max(angleDeg, 0), LARGEST_DEG)) / LARGEST_DEG;
}
