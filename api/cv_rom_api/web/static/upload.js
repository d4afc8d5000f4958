// The upload page: safety questions first, then the video.

import { element } from "./elements.js";
import { hideProblem, isSignedOut, showNotice, showProblem } from "./problem_notice.js";
import { sendVideo } from "./sending.js";
import { fill, megabytes, number, words } from "./words.js";

const safety = document.getElementById("safety");
const form = document.getElementById("upload");
const drop = document.getElementById("drop");
const inputs = [document.getElementById("video"), document.getElementById("camera")];
const largest = Number(form.dataset.maxMb) * 1e6;
let video = null;
let sending = null; // what was sent last, and its key

document.body.classList.toggle("touch", navigator.maxTouchPoints > 0);
safety.addEventListener("change", askFurther);
askFurther(); // answers that the browser kept, when somebody comes back
for (const input of inputs) input.addEventListener("change", () => choose(input.files[0] ?? video));
for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => drag(event, true));
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, (event) => drag(event, false));
drop.addEventListener("drop", (event) => choose(event.dataTransfer.files[0] ?? video));
form.addEventListener("submit", submit);

function askFurther() {
  const answers = [...new FormData(safety).values()];
  const asked = safety.querySelectorAll("fieldset").length;
  const unsafe = answers.includes("yes");
  const clear = !unsafe && answers.length === asked;
  document.getElementById("safety-waiting").hidden = unsafe || clear;
  document.getElementById("safety-advice").hidden = !unsafe;
  document.getElementById("safety-clear").hidden = !clear;
  document.getElementById("test").hidden = !clear;
}

function drag(event, over) {
  event.preventDefault();
  drop.classList.toggle("over", over);
}

function choose(file) {
  video = file;
  const size = video && megabytes(video.size);
  document.getElementById("chosen").textContent = video ? fill(words.form.chosen, { name: video.name, size }) : "";
  sayError("video", videoFault());
}

function videoFault() {
  if (!video) return words.form.missing_video;
  if (!video.size) return words.form.empty_video;
  if (/^(image|audio|text)\/|\/(pdf|zip)$/.test(video.type)) return words.form.no_video;
  if (video.size > largest) {
    return fill(words.form.too_large, { size: megabytes(video.size), limit: megabytes(largest) });
  }
  return "";
}

function numberFault(input) {
  const { value, min, max } = input;
  const inRange = value === "" || (Number(value) >= Number(min) && Number(value) <= Number(max));
  if (inRange && !input.validity.badInput) return "";
  const [least, most] = [number(Number(min)), number(Number(max))];
  return fill(words.form.not_in_range, { label: input.dataset.label, least, most });
}

function subjectFault(subject) {
  if (subject.validity.patternMismatch) return words.form.subject_wrong;
  return subject.value && !form.elements.consent.checked ? words.form.consent_needed : "";
}

function sayError(name, message) {
  document.getElementById(`${name}-error`).textContent = message;
  const fields = name === "video" ? inputs : [document.getElementById(name)];
  for (const field of fields) field.toggleAttribute("aria-invalid", Boolean(message));
  return Boolean(message);
}

/** Says every fault beside its field; returns whether there is none. */
function check() {
  const wrong = sayError("video", videoFault()) ? [inputs[0]] : [];
  for (const input of form.querySelectorAll("input[type=number]")) {
    if (sayError(input.id, numberFault(input))) wrong.push(input);
  }
  const subject = document.getElementById("subject");
  if (sayError("subject", subjectFault(subject))) wrong.push(subject);
  wrong[0]?.focus();
  return wrong.length === 0;
}

async function submit(event) {
  event.preventDefault();
  hideProblem();
  if (!check()) return;
  const given = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams([...given, ["language", form.dataset.language], ["name", video.name.slice(-255)]]);
  form.hidden = true;
  try {
    const location = await sendVideo(`/v1/assessments?${query}`, video, keyOf(`${query}`));
    if (location) {
      sending = null; // who comes back and sends the same once more wants another result
      window.location.assign(location.replace("/v1", ""));
    } else showNotice(words.sending.cancel, words.sending.cancelled);
  } catch (error) {
    if (isSignedOut(error)) showNotice(words.problem["no-key"], words.form.kept, signInBeside());
    else showProblem(error);
    markFields(error.problem.errors ?? []);
  }
  form.hidden = false;
  document.getElementById("problem").focus();
}

/** The same for the same video with the same answers, so that trying again cannot count twice. */
function keyOf(query) {
  if (sending?.video !== video || sending.query !== query) {
    const random = crypto.getRandomValues(new Uint8Array(16));
    sending = { video, query, key: Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("") };
  }
  return sending.key;
}

/** In a tab of its own, as this page holds what was typed. */
function signInBeside() {
  const attributes = { class: "button primary", href: "/login?next=/login", target: "_blank", rel: "noopener" };
  return element("a", attributes, words.problem.sign_in_beside);
}

/** Where the service names a parameter that has a field, its words stand beside the field too. */
function markFields(errors) {
  for (const { parameter, message } of errors) {
    if (document.getElementById(`${parameter}-error`)) sayError(parameter, message);
  }
}
