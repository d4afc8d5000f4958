// The questions before a test: a yes ends it with advice, three times no lead on.

/** Shows `next` once every question was answered with no, and tells `onAnswer` whether that is so. */
export function askForSafety(next, onAnswer = () => {}) {
  const questions = document.getElementById("safety");
  const ask = () => {
    const answers = [...new FormData(questions).values()];
    const unsafe = answers.includes("yes");
    const clear = !unsafe && answers.length === questions.querySelectorAll("fieldset").length;
    document.getElementById("safety-waiting").hidden = unsafe || clear;
    document.getElementById("safety-advice").hidden = !unsafe;
    document.getElementById("safety-clear").hidden = !clear;
    next.hidden = !clear;
    onAnswer(clear);
  };
  questions.addEventListener("change", ask);
  ask(); // answers that the browser kept, when somebody comes back
}
