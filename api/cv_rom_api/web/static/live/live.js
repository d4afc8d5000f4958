// The live page: safety questions, then the camera with a coach beside it, then what came out.

import { wrongFields } from "../fields.js";
import { hideProblem, showNotice, showProblem } from "../problem_notice.js";
import { askForSafety } from "../safety.js";
import { language, words } from "../words.js";
import { CameraError } from "./camera.js";
import { Check, larger } from "./check.js";
import { Display } from "./display.js";
import { poseReader } from "./pose_reader.js";
import { summary } from "./summary.js";
import { Voice } from "./voice.js";

const form = document.getElementById("live");
const [before, stage, after] = ["before", "stage", "after"].map((id) => document.getElementById(id));
const mute = document.getElementById("mute");
const nextLeg = document.getElementById("next-leg");
const voice = new Voice();
const page = {
  video: document.getElementById("video"),
  canvas: document.getElementById("picture"),
  display: new Display(stage),
  voice,
  announce,
  reader: prepareReader,
  bestToday,
  end,
  fail,
};
const done = [];
let reader = null;
let check = null;

askForSafety(document.getElementById("test"), (clear) => clear && prepareReader());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const wrong = wrongFields(form);
  wrong[0]?.focus();
  if (!wrong.length) start();
});
document.getElementById("stop").addEventListener("click", () => check?.stop());
document.getElementById("again").addEventListener("click", () => {
  show(before);
  form.querySelector("[type=submit]").focus();
});
nextLeg.addEventListener("click", () => {
  form.elements.side.value = done.at(-1).reading.side === "left" ? "right" : "left";
  start();
});
mute.addEventListener("click", toggleVoice);
document.addEventListener("keydown", ({ key }) => {
  if (!check) return;
  if (key === "Escape") check.stop();
  else if (key.toLowerCase() === "m") toggleVoice();
});

/** The library and the model are large: they are fetched while the form is filled in. */
function prepareReader() {
  if (!reader) {
    reader = poseReader(form.dataset);
    reader.catch(() => { reader = null; });
  }
  return reader;
}

function start() {
  hideProblem();
  voice.wake();
  show(stage);
  document.getElementById("stop").focus();
  const given = [...new FormData(form)].filter(([name, value]) => value !== "" && name !== "facing");
  check = new Check({ ...Object.fromEntries(given), language, name: words.live.title }, page);
  check.run(form.elements.facing.value);
}

function end(outcome) {
  check = null;
  if (outcome) done.push(outcome);
  if (!done.length) {
    show(before);
    return;
  }
  document.getElementById("summary").replaceChildren(...summary(done));
  nextLeg.hidden = done.at(-1).protocol !== "knee-to-wall" || !done.at(-1).reading.side;
  show(after);
  after.querySelector("h2").focus();
}

function fail(error) {
  check = null;
  show(before);
  if (error instanceof CameraError) showNotice(words.camera.title, words.camera[error.kind]);
  else showProblem(error);
  document.getElementById("problem").focus();
}

/** Of the checks on this page before the one that runs, of the same movement and leg; null where there is none. */
function bestToday(protocol, side) {
  const before = done.filter((one) => one.protocol === protocol && one.reading.side === side);
  return before.reduce((best, { reading }) => larger(best, reading.best_dorsiflexion_deg), null);
}

function toggleVoice() {
  voice.muted = !voice.muted;
  mute.setAttribute("aria-pressed", String(voice.muted));
}

function show(part) {
  for (const one of [before, stage, after]) one.hidden = one !== part;
  document.body.classList.toggle("coaching", part === stage);
}

function announce(sentence, { urgent = false }) {
  document.getElementById(urgent ? "alerts" : "news").textContent = sentence;
}
