// Makes elements. Text is always set as text, never as HTML: names of videos come from strangers.

/** element("p", {class: "soft"}, "text", otherElement); attributes that are false, null or undefined are left out. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child != null && child !== "" && child !== false));
  return made;
}

/** A moment as an element: `text` says as much of it as matters here, the tip all, with the time zone. */
export function time(iso, text) {
  const whole = new Date(iso).toLocaleString(document.documentElement.lang, { dateStyle: "full", timeStyle: "long" });
  return element("time", { datetime: iso, title: whole }, text);
}

export function section(title, ...children) {
  return element("section", {}, element("h2", {}, title), ...children);
}

/** A section that is left out on paper. */
export function screenSection(title, ...children) {
  const made = section(title, ...children);
  made.className = "screen";
  return made;
}

/** A table whose rows are lists of cells; the first cell of each heads its row.
 *
 * On a phone its rows become lists, each cell with its column's name. The roles keep it a table to a screen reader.
 */
export function table(caption, columns, rows) {
  const heads = columns.map((name) => element("th", { scope: "col", role: "columnheader" }, name));
  const made = element("table", { role: "table" },
    element("caption", { class: "unseen" }, caption),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...heads)),
    element("tbody", { role: "rowgroup" }, ...rows.map((cells) => tableRow(columns, cells))));
  return element("div", { class: "scroll", role: "region", "aria-label": caption, tabindex: "0" }, made);
}

/** A row of such a table. */
export function tableRow(columns, [head, ...cells]) {
  return element("tr", { role: "row" },
    element("th", { scope: "row", role: "rowheader", "data-label": columns[0] }, head),
    ...cells.map((cell, i) => element("td", { role: "cell", "data-label": columns[i + 1] }, element("div", {}, cell))));
}
