// The page's words, and numbers and dates as its language writes them.

export const words = JSON.parse(document.getElementById("words").textContent);
const language = document.documentElement.lang;

/** "{percent} % sent", {percent: 40} -> "40 % sent" */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function number(value, digits = 0) {
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** 26.04, "deg" -> "26.0°"; millimetres without decimals, as no video shows them. */
export function amount(value, unit, digits = unit === "mm" ? 0 : 1) {
  return fill(words.units[unit] ?? `{value} ${unit}`, { value: number(value, digits) });
}

export function megabytes(bytes) {
  const value = bytes / 1e6;
  return fill(words.units.MB, { value: number(value, value < 10 ? 1 : 0) });
}

export function day(when) {
  return new Date(when).toLocaleDateString(language, { dateStyle: "medium" });
}

export function moment(iso) {
  return new Date(iso).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
}
