// The best angle of each movement and leg today. In the browser's storage it outlasts the page, as nothing but a number;
// that of a person with a code lasts as long as the page, so that nobody else meets it and no code is stored.

const PLACE = "cv-rom-best-today";

export class BestToday {
  #known = {};

  /** In degrees, null where there is none; of `{protocol, side, subject}`. */
  of(who) {
    const { [nameOf(who)]: deg = null } = who.subject ? this.#known : { ...stored(), ...this.#known };
    return deg;
  }

  keep(who, deg) {
    this.#known[nameOf(who)] = deg;
    if (!who.subject) store({ ...stored(), [nameOf(who)]: deg });
  }
}

function nameOf({ protocol, side, subject }) {
  return [today(), protocol, side, subject].filter(Boolean).join("/");
}

/** The reader's own day. */
function today() {
  return new Date().toLocaleDateString("sv"); // 2026-11-30
}

/** What is stored of today. */
function stored() {
  try {
    const all = Object.entries(JSON.parse(window.localStorage.getItem(PLACE)) ?? {});
    return Object.fromEntries(all.filter(([name]) => name.startsWith(today())));
  } catch {
    return {}; // storage is blocked
  }
}

function store(best) {
  try {
    window.localStorage.setItem(PLACE, JSON.stringify(best));
  } catch {
    // Blocked or full: the page still knows it.
  }
}
