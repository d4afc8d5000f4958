// The live page: safety questions, then a test or an exercise with a coach beside the camera's picture, then what came out.

import { askForConsent, wrongFields } from "../fields.js";
import { hideProblem, showNotice, showProblem } from "../problem_notice.js";
import { askForSafety } from "../safety.js";
import { assessmentPath, call } from "../service.js";
import { language, words } from "../words.js";
import { BestToday } from "./best_today.js";
import { CameraError } from "./camera.js";
import { Check } from "./check.js";
import { Display } from "./display.js";
import { OTHER } from "./exercise.js";
import { ExerciseChoice } from "./exercise_choice.js";
import { ExercisePanel } from "./exercise_panel.js";
import { ExerciseRun } from "./exercise_run.js";
import { showExerciseSummary } from "./exercise_summary.js";
import { pictureReader } from "./picture_reader.js";
import { summary } from "./summary.js";
import { TestGuide } from "./test_guide.js";
import { Voice } from "./voice.js";

const WALL = "knee-to-wall";
const form = document.getElementById("live");
const [before, stage, after] = ["before", "stage", "after"].map((id) => document.getElementById(id));
const mute = document.getElementById("mute");
const nextLeg = document.getElementById("next-leg");
const voice = new Voice();
const choice = new ExerciseChoice(form, new URLSearchParams(window.location.search).get("exercise"));
const page = {
  video: document.getElementById("video"),
  canvas: document.getElementById("picture"),
  display: new Display(stage),
  panel: new ExercisePanel(document.getElementById("dose")),
  voice,
  announce,
  reader: prepareReader,
  best: new BestToday(),
};
const done = [];
let reader = null;
let check = null;
let run = null;

askForConsent(form);
askForSafety(document.getElementById("test"), (clear) => clear && prepareReader());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const wrong = wrongFields(form);
  wrong[0]?.focus();
  if (!wrong.length) start();
});
document.getElementById("stop").addEventListener("click", stop);
document.getElementById("again").addEventListener("click", () => {
  hideProblem();
  show(before);
  form.querySelector("[type=submit]").focus();
});
nextLeg.addEventListener("click", () => {
  form.elements.protocol.value = WALL; // another choice may have been made since
  form.dispatchEvent(new Event("change"));
  start(otherLeg());
});
mute.addEventListener("click", toggleVoice);
document.addEventListener("keydown", ({ key }) => {
  if (!check) return;
  if (key === "Escape") stop();
  else if (key.toLowerCase() === "m") toggleVoice();
});

window.addEventListener("beforeunload", (event) => {
  if (check) event.preventDefault(); // the browser asks first, in its own words
});

/** The library and the model are large: they are fetched while the form is filled in. */
function prepareReader() {
  if (!reader) {
    reader = pictureReader(form.dataset);
    reader.catch(() => { reader = null; });
  }
  return reader;
}

/** One that has failed would fail again: the next check gets another. */
function dropReader() {
  reader?.then((broken) => broken.close()).catch(console.info);
  reader = null;
}

/** `side`: the leg to test, null for the one that the form names. */
function start(side = null) {
  hideProblem();
  voice.wake();
  show(stage);
  page.panel.hide();
  document.getElementById("stop").focus();
  if (choice.goal) startExercise(choice.goal);
  else startTest(side);
}

function startTest(side) {
  const query = side ? { ...given(), side } : given();
  const guide = new TestGuide({ protocol: query.protocol, subject: query.subject }, page);
  begin(query, (reading) => guide.take(reading), end);
}

/** Each side is a check of its own; what the service recorded of an exercise is no test's result, so it is deleted. */
function startExercise(goal) {
  const over = (outcome, failure) => {
    if (outcome?.assessment) call("DELETE", assessmentPath(outcome.assessment)).catch(console.info); // it stays in the list then
    run.ended(outcome, failure);
  };
  const checkOf = (side) => begin({ ...given(), protocol: goal.protocol, side: side ?? "auto" }, (reading) => run.take(reading), over);
  run = new ExerciseRun(goal, { ...page, check: checkOf, stop: () => check.stop(), finished: endExercise });
  run.begin();
}

function given() {
  const values = [...new FormData(form)].filter(([name, value]) => value !== "" && !["facing", "exercise"].includes(name));
  return Object.fromEntries(values);
}

function begin(query, take, ended) {
  check = new Check({ ...query, language, name: words.live.title }, { ...page, take, end: ended });
  check.run(form.elements.facing.value);
}

function stop() {
  run?.stop();
  check?.stop();
}

function end(outcome, failure) {
  check = null;
  if (outcome) done.push(outcome);
  if (done.length) {
    document.getElementById("summary").replaceChildren(...summary(done));
    nextLeg.hidden = !otherLeg();
    showAfter(failure);
  } else {
    show(before);
    if (failure) tell(failure);
  }
}

/** After a knee-to-wall test the leg beside the one measured last; one that failed is no measured one. Null where there is none. */
function otherLeg() {
  if (done.at(-1).protocol !== WALL) return null;
  const tried = done.filter(({ protocol }) => protocol === WALL).map(({ reading }) => reading).filter(({ side }) => side);
  const last = tried.findLast(({ attempts }) => attempts.length) ?? tried.at(-1);
  return last ? OTHER[last.side] : null;
}

function endExercise(result, failure) {
  check = run = null;
  page.panel.hide();
  if (failure && !result.sets.length) {
    end(null, failure);
    return;
  }
  nextLeg.hidden = true;
  showExerciseSummary(document.getElementById("summary"), result);
  showAfter(failure);
}

/** What was done; where something ended it before its time, below what that was. */
function showAfter(failure) {
  const heading = after.querySelector("h2");
  heading.textContent = failure ? words.live.until_then : words.live.after;
  show(after);
  if (failure) tell(failure);
  else heading.focus();
}

function tell(failure) {
  if (["model", "model_lost"].includes(failure.kind)) dropReader();
  if (failure instanceof CameraError) showNotice(words.camera.title, words.camera[failure.kind]);
  else showProblem(failure);
  document.getElementById("problem").focus();
}

function toggleVoice() {
  voice.muted = !voice.muted;
  mute.setAttribute("aria-pressed", String(voice.muted));
}

/** What was told of the part before is over. */
function show(part) {
  for (const told of ["alerts", "news"]) document.getElementById(told).textContent = "";
  for (const one of [before, stage, after]) one.hidden = one !== part;
  document.body.classList.toggle("coaching", part === stage);
  for (const beside of document.querySelectorAll("body > :not(main), h1")) beside.inert = part === stage; // the stage covers it
}

function announce(sentence, { urgent = false }) {
  document.getElementById(urgent ? "alerts" : "news").textContent = sentence;
}
