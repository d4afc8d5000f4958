// The form's choice between the tests and an exercise, and what is shown of the exercise that is chosen.

export class ExerciseChoice {
  #form;
  #goals;

  /** `asked`: the exercise that the address asks for, or null. */
  constructor(form, asked) {
    this.#form = form;
    this.#goals = new Map(JSON.parse(document.getElementById("goals").textContent).map((goal) => [goal.id, goal]));
    if (this.#goals.has(asked)) {
      form.elements.exercise.value = asked;
      form.querySelector("[name=protocol][value=exercise]").checked = true;
    }
    form.addEventListener("change", () => this.#show());
    this.#show();
  }

  /** The goal of the exercise that is chosen, null for a test. */
  get goal() {
    const { protocol, exercise } = this.#form.elements;
    return protocol.value === "exercise" ? this.#goals.get(exercise.value) : null;
  }

  #show() {
    const { goal } = this;
    document.getElementById("exercises").hidden = !goal;
    for (const card of document.querySelectorAll("[data-exercise]")) card.hidden = card.dataset.exercise !== goal?.id;
    for (const part of this.#form.querySelectorAll("[data-tests-only]")) {
      part.hidden = Boolean(goal);
      for (const field of part.querySelectorAll("input, select")) field.disabled = Boolean(goal); // so that it is not sent
    }
  }
}
