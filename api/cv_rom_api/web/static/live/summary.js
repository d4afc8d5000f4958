// What came out, side by side for the two legs of a knee-to-wall test.

import { element, section, table } from "../elements.js";
import { amount, fill, number, words } from "../words.js";
import { attemptInWords, validInWords } from "./coach.js";

const BEST_OF = 3;

/** One block for each `check` {protocol, reading, assessment, hint: its last message, lost: without an answer at its end}, the newest last. */
export function summary(checks) {
  return checks.map(checkSection);
}

function checkSection({ protocol, reading, assessment, hint, lost }) {
  const title = reading.side ? `${words.protocols[protocol]}, ${words.legs[reading.side]}` : words.protocols[protocol];
  return section(title,
    reading.attempts.length ? element("ul", { class: "cards" }, ...cards(protocol, reading)) : null,
    attempts(protocol, reading),
    assessment && !reading.attempts.length ? element("p", {}, words.live.no_movement) : null,
    assessment
      ? element("p", {}, element("a", { class: "button primary", href: `/assessments/${encodeURIComponent(assessment)}` }, words.live.report))
      : element("p", {}, whyNothing(reading, hint, lost)));
}

/** Why there is no result, and where the stance was never taken what to do. */
function whyNothing({ reference }, hint, lost) {
  if (lost) return words.live.lost_kept;
  if (reference || !hint) return words.live.nothing_measured;
  return fill(words.live.never_began, { task: words.live_do[hint] ?? hint, why: words.live_why[hint] ?? "" });
}

function cards(protocol, reading) {
  const { best_dorsiflexion_deg: best, repetitions, best_hold_s: holdS, attempts: all } = reading;
  const shown = [
    [words.live.best_here, best === null ? "–" : amount(best, "deg", 0)],
    [protocol === "squat" ? words.live.repetitions : words.live.attempts, number(repetitions), validInWords(reading)],
  ];
  if (protocol === "squat") shown.push([words.live.best_hold, amount(holdS, "s", 0)]);
  else shown.push([words.live.best_three, bestThree(all)]);
  return shown.map(([name, value, more]) =>
    element("li", {}, element("h3", {}, name), element("p", { class: "value" }, value), more && element("p", {}, more)));
}

function bestThree(attempts) {
  const counts = ({ valid, unchecked, dorsiflexion_deg: deg }) => valid && deg !== null && !unchecked.includes("heel_lift");
  const angles = attempts.filter(counts).map((one) => one.dorsiflexion_deg);
  return angles.sort((a, b) => b - a).slice(0, BEST_OF).map((deg) => amount(deg, "deg", 0)).join(", ") || "–";
}

function attempts(protocol, { attempts: all }) {
  if (!all.length) return null;
  const columns = [words.live.attempt, words.live.outcome];
  return table(words.live.attempts, columns, all.map((one) => [number(one.index), attemptInWords(one)]));
}
