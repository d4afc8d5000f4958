// Asks once before something is removed for good.

const dialog = document.getElementById("confirm");

/** Whether the answer was yes. */
export function confirmed() {
  dialog.returnValue = "no"; // what closing it in another way means
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === "yes");
  });
}
