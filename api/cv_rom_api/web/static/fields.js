// The fields of a test's form, and what is wrong in them, said beside each.

import { fill, number, words } from "./words.js";

/** Says every fault beside its field; returns the fields that have one. */
export function wrongFields(form) {
  const subject = form.elements.subject;
  const faults = [...form.querySelectorAll("input[type=number]")].map((input) => [input, numberFault(input)]);
  faults.push([subject, subjectFault(subject, form.elements.consent)]);
  for (const [field, fault] of faults) sayError(field.id, fault);
  return faults.filter(([, fault]) => fault).map(([field]) => field);
}

/** The box for the consent is there only beside a code: without one it changes nothing, and is not sent. */
export function askForConsent(form) {
  const { subject, consent } = form.elements;
  const ask = () => {
    consent.closest("p").hidden = !subject.value;
    if (!subject.value) consent.checked = false;
  };
  subject.addEventListener("input", ask);
  ask(); // a code that the browser kept, when somebody comes back
}

/** Says a fault, or with an empty one that there is none. */
export function sayError(name, message, fields = [document.getElementById(name)]) {
  document.getElementById(`${name}-error`).textContent = message;
  for (const field of fields) field.toggleAttribute("aria-invalid", Boolean(message));
}

/** Where the service names a parameter that has a field, its words stand beside the field too. */
export function markFields(errors) {
  for (const { parameter, message } of errors) {
    if (document.getElementById(`${parameter}-error`)) sayError(parameter, message);
  }
}

function numberFault(input) {
  const { value, min, max } = input;
  const inRange = value === "" || (Number(value) >= Number(min) && Number(value) <= Number(max));
  if (inRange && !input.validity.badInput) return "";
  const [least, most] = [number(Number(min)), number(Number(max))];
  return fill(words.form.not_in_range, { label: input.dataset.label, least, most });
}

function subjectFault(subject, consent) {
  if (subject.disabled) return "";
  if (subject.validity.patternMismatch) return words.form.subject_wrong;
  return subject.value && !consent.checked ? words.form.consent_needed : "";
}
