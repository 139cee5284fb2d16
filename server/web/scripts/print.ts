// Buttons that print the page; hidden without scripts, where the browser's own command is at hand.
export function printButtons() {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
