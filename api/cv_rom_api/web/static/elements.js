// Makes elements. Text is always set as text, never as HTML: names of videos come from strangers.

/** element("p", {class: "soft"}, "text", otherElement); attributes that are false, null or undefined are left out. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child != null && child !== ""));
  return made;
}

export function section(title, ...children) {
  return element("section", {}, element("h2", {}, title), ...children);
}

/** A table whose rows are lists of cells; the first cell of each heads its row. It scrolls where it is too wide. */
export function table(caption, columns, rows) {
  const made = element("table", {},
    element("caption", { class: "unseen" }, caption),
    element("thead", {}, element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, name)))),
    element("tbody", {}, ...rows.map(tableRow)));
  return element("div", { class: "scroll", role: "region", "aria-label": caption, tabindex: "0" }, made);
}

export function tableRow(cells) {
  return element("tr", {}, ...cells.map((cell, i) => element(i ? "td" : "th", { scope: i ? null : "row" }, cell)));
}
