// The result page: how far the analysis is, then what came out.

import { confirmed } from "./confirm.js";
import { follow, isOver } from "./following.js";
import { isLive, outcome } from "./outcome.js";
import { showNotice, showProblem } from "./problem_notice.js";
import { ProblemError, assessmentPath, call } from "./service.js";
import { fill, words } from "./words.js";

const { id } = document.getElementById("assessment").dataset;
const waiting = document.getElementById("waiting");
const bar = waiting.querySelector("progress");
const announcement = document.getElementById("announcement");
const after = document.getElementById("after");
const another = document.getElementById("another"); // it moves to where it is needed

document.getElementById("cancel").addEventListener("click", cancel);
document.getElementById("delete").addEventListener("click", remove);
try {
  await follow(id, show, showConnection);
} catch (error) {
  waiting.hidden = true;
  showProblem(error, another);
}

function showConnection(isThere) {
  const lost = document.getElementById("lost");
  if (lost.hidden === isThere) return;
  lost.hidden = isThere;
  announce(isThere ? "" : lost.textContent);
}

function show(state) {
  waiting.hidden = isOver(state);
  after.hidden = !isOver(state);
  if (!isOver(state)) showProgress(state);
  else if (state.status === "done") showDone(state);
  else if (state.status === "failed") showFailed(state);
  else showNotice(words.result.cancelled, words.result.gone);
}

function showProgress({ status, progress }) {
  const percent = Math.floor(progress * 100);
  if (status === "running") bar.value = percent;
  document.getElementById("stage").textContent = words.result[status];
  document.getElementById("percent").textContent = status === "running" ? fill(words.result.percent, { percent }) : "";
  announce(status === "queued" ? words.result.queued
    : `${words.result.running} ${fill(words.result.percent, { percent: Math.floor(percent / 25) * 25 })}`);
}

function announce(sentence) {
  if (announcement.textContent !== sentence) announcement.textContent = sentence;
}

function showDone(state) {
  const heading = document.querySelector("h1");
  const protocol = words.protocols[state.assessment.protocol] ?? state.assessment.protocol;
  heading.textContent = fill(words.result.title_of, { protocol });
  document.getElementById("outcome").replaceChildren(...outcome(state));
  if (isLive(state.assessment)) Object.assign(another, { href: "/live", textContent: words.result.new_live });
  if (announcement.textContent) announce(words.result.done); // only to somebody who waited for it
}

function showFailed(state) {
  showProblem(new ProblemError(state.problem));
  document.querySelector("#problem .title").textContent = words.result.failed;
}

async function cancel({ currentTarget: button }) {
  button.disabled = true;
  announce(words.result.cancelling);
  try {
    await call("POST", assessmentPath(id, "/cancel"));
  } catch (error) {
    if (error.problem?.status !== 409) showProblem(error); // else it was over already, and its end comes by itself
  }
  button.disabled = false;
}

async function remove() {
  if (!(await confirmed())) return;
  try {
    await call("DELETE", assessmentPath(id));
  } catch (error) {
    showProblem(error);
    return;
  }
  document.getElementById("outcome").replaceChildren();
  after.hidden = true;
  showNotice(words.result.deleted, words.result.gone, another);
  document.querySelector("h1").focus();
}
