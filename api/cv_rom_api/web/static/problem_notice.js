// The notice at the top of a page that says what went wrong.

import { element } from "./elements.js";
import { inWords } from "./service.js";
import { words } from "./words.js";

const notice = document.getElementById("problem");

/** Show what went wrong; `actions` are buttons or links below it, or the way to sign in where that is missing. */
export function showProblem(error, ...actions) {
  if (!error.problem) throw error; // a slip of ours belongs in the console
  const [sentence, detail] = inWords(error);
  showNotice(words.problem.title, sentence, ...(isSignedOut(error) ? [signInLink()] : actions));
  if (detail) {
    const said = element("p", { class: "small" }, `${words.problem.detail} `, element("span", { lang: "en" }, detail));
    notice.children[1].after(said);
  }
}

export function showNotice(title, sentence, ...actions) {
  const buttons = actions.length ? element("p", { class: "buttons" }, ...actions) : null;
  notice.replaceChildren(...[element("p", { class: "title" }, title), element("p", {}, sentence), buttons].filter(Boolean));
  notice.hidden = false;
  notice.scrollIntoView({ block: "nearest" });
}

export function isSignedOut({ problem }) {
  return problem.status === 401;
}

/** Leads back to this page. */
function signInLink() {
  const next = new URLSearchParams({ next: window.location.pathname });
  return element("a", { class: "button primary", href: `/login?${next}` }, words.problem.sign_in);
}

export function hideProblem() {
  notice.hidden = true;
}
