// The upload page: safety questions first, then the video.

import { element } from "./elements.js";
import { askForConsent, markFields, sayError, wrongFields } from "./fields.js";
import { hideProblem, isSignedOut, showNotice, showProblem } from "./problem_notice.js";
import { askForSafety } from "./safety.js";
import { sendVideo } from "./sending.js";
import { fill, megabytes, words } from "./words.js";

const form = document.getElementById("upload");
const drop = document.getElementById("drop");
const inputs = [document.getElementById("video"), document.getElementById("camera")];
const largest = Number(form.dataset.maxMb) * 1e6;
let video = null;
let sending = null; // what was sent last, and its key

document.body.classList.toggle("touch", navigator.maxTouchPoints > 0);
askForConsent(form);
askForSafety(document.getElementById("test"));
for (const input of inputs) input.addEventListener("change", () => choose(input.files[0] ?? video));
for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => drag(event, true));
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, (event) => drag(event, false));
drop.addEventListener("drop", (event) => choose(event.dataTransfer.files[0] ?? video));
form.addEventListener("submit", submit);

function drag(event, over) {
  event.preventDefault();
  drop.classList.toggle("over", over);
}

function choose(file) {
  video = file;
  const size = video && megabytes(video.size);
  document.getElementById("chosen").textContent = video ? fill(words.form.chosen, { name: video.name, size }) : "";
  sayError("video", videoFault(), inputs);
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

/** Says every fault beside its field; returns whether there is none. */
function check() {
  sayError("video", videoFault(), inputs);
  const wrong = [...(videoFault() ? [inputs[0]] : []), ...wrongFields(form)];
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
