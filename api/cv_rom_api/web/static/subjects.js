// The list of people, by their codes.

import { element, table, time } from "./elements.js";
import { showProblem } from "./problem_notice.js";
import { call } from "./service.js";
import { day, fill, words } from "./words.js";

const state = document.getElementById("state");

try {
  const { items: subjects } = await call("GET", "/v1/subjects");
  if (subjects.length) show(subjects);
  else state.replaceChildren(`${words.subjects.empty} `, element("a", { href: "/" }, words.subjects.first));
} catch (error) {
  state.textContent = "";
  showProblem(error);
}

function show(subjects) {
  state.textContent = fill(words.subjects.shown, { count: subjects.length });
  const columns = [words.subjects.code, words.subjects.since];
  state.after(table(words.subjects.title, columns, subjects.map(cells)));
}

function cells({ id, code, created_at: createdAt }) {
  return [element("a", { href: `/subjects/${encodeURIComponent(id)}` }, code), time(createdAt, day(createdAt))];
}
