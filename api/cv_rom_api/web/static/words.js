// The page's words, and numbers and dates as its language writes them.

export const words = JSON.parse(document.getElementById("words").textContent);
export const language = document.documentElement.lang;
/** The reader's own way of writing the page's language: en-GB where the browser says so, not en alone. */
const locale = navigator.languages.find((one) => one.split("-")[0] === language) ?? language;

/** "{percent} % sent", {percent: 40} -> "40 % sent" */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function number(value, digits = 0) {
  return value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** 26.04, "deg" -> "26.0°"; millimetres without decimals, as no video shows them. */
export function amount(value, unit, digits = unit === "mm" ? 0 : 1) {
  return fill(words.units[unit] ?? `{value} ${unit}`, { value: number(value, digits) });
}

export function megabytes(bytes) {
  const value = bytes / 1e6;
  return fill(words.units.MB, { value: number(value, value < 10 ? 1 : 0) });
}

/** In the reader's own time zone, as all times here. */
export function day(when) {
  return new Date(when).toLocaleDateString(locale, { dateStyle: "medium" });
}

export function moment(iso) {
  return new Date(iso).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
}

/** "de" -> "Deutsch", in the page's language */
export function languageName(code) {
  return new Intl.DisplayNames([language], { type: "language" }).of(code);
}
