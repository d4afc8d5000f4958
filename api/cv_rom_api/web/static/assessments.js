// The list of results, page by page.

import { element, table, tableRow, time } from "./elements.js";
import { showProblem } from "./problem_notice.js";
import { call } from "./service.js";
import { fill, moment, words } from "./words.js";

const more = document.getElementById("more");
const state = document.getElementById("state");
const columns = [words.list.when, words.list.what, words.list.who, words.list.video, words.list.how];
const list = table(words.list.title, columns, []);
const rows = list.querySelector("tbody");
let cursor = null;

more.addEventListener("click", showMore);
showMore();

async function showMore() {
  more.disabled = true;
  try {
    const page = await call("GET", `/v1/assessments${cursor ? `?${new URLSearchParams({ cursor })}` : ""}`);
    const shown = rows.children.length;
    rows.append(...page.items.map((item) => tableRow(columns, cells(item))));
    cursor = page.next_cursor;
    tell();
    if (shown) rows.children[shown]?.querySelector("a").focus();
  } catch (error) {
    state.textContent = "";
    showProblem(error);
  }
  more.disabled = false;
}

function tell() {
  const count = rows.children.length;
  more.hidden = !cursor;
  if (!count) {
    state.replaceChildren(`${words.list.empty} `, element("a", { href: "/" }, words.list.first));
    return;
  }
  state.textContent = fill(words.list.shown, { count });
  if (!list.isConnected) state.after(list);
}

function cells({ id, created_at: createdAt, protocol, subject, name, status }) {
  return [
    element("a", { href: `/assessments/${encodeURIComponent(id)}` }, time(createdAt, moment(createdAt))),
    words.ordered[protocol] ?? protocol,
    subject ?? words.list.none,
    element("bdi", {}, name ?? words.list.none),
    words.status[status] ?? status,
  ];
}
