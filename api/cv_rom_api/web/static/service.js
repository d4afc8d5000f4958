// Calls of the service, and its problems in plain words.

import { fill, words } from "./words.js";

const GATEWAY_STATUSES = [502, 503, 504]; // of a proxy whose service is away, while it restarts for example

/** Why a call failed: the service's problem+json, or one of our own kinds ("network", "unexpected"). */
export class ProblemError extends Error {
  constructor(problem, retryAfter = null) {
    super(problem.detail ?? problem.type);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** The answer's JSON (null for an empty one); throws ProblemError. */
export async function call(method, path) {
  let answer;
  try {
    answer = await fetch(path, { method, headers: { Accept: "application/json" } });
  } catch {
    throw new ProblemError({ type: "network" });
  }
  const text = await answer.text();
  if (!answer.ok) throw problemOf(answer.status, text, answer.headers.get("Retry-After"));
  return text ? JSON.parse(text) : null;
}

/** The error of an answer, whatever its body holds. */
export function problemOf(status, text, retryAfter) {
  try {
    const problem = JSON.parse(text);
    if (typeof problem.type === "string") return new ProblemError(problem, retryAfter);
  } catch {
    // not ours: a proxy's page, perhaps
  }
  return new ProblemError({ type: GATEWAY_STATUSES.includes(status) ? "network" : "unexpected" });
}

export function assessmentPath(id, rest = "") {
  return `/v1/assessments/${encodeURIComponent(id)}${rest}`;
}

/** [sentence in the page's language, the service's own words or null] */
export function inWords({ problem, retryAfter }) {
  const kind = problem.type.split(":").at(-1);
  const sentence = words.problem[kind];
  if (!sentence) return [words.problem.unexpected, problem.detail ?? null];
  const tellsMore = ["wrong-parameter", "not-a-video", "too-large", "analysis-failed"].includes(kind);
  return [fill(sentence, { seconds: retryAfter ?? 60 }), tellsMore ? problem.detail : null];
}
