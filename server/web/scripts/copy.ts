// Buttons that copy: data-copy holds the text, or data-copy-from the id of the element whose text it is; "" is the
// page's address. Without scripts they are hidden. What became of it is said in words, beside the button and to who does not see it.
import { element } from "./marked.js";
import { spoken, words } from "./words.js";

export function copyButtons() {
  const text = words[spoken(document.documentElement.lang)];
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy], button[data-copy-from]")) {
    const said = element("span", { class: "copy-said", role: "status" });
    button.after(said);
    button.hidden = false;
    button.addEventListener("click", () => {
      said.textContent = "";
      navigator.clipboard.writeText(content(button)).then(
        () => { said.textContent = ` ${text.copied}`; },
        () => { said.textContent = ` ${text.copyFailed}`; });
    });
  }
}

function content(button: HTMLButtonElement): string {
  const from = button.dataset.copyFrom;
  if (from !== undefined) return document.getElementById(from)?.textContent?.trim() ?? "";
  return button.dataset.copy || location.href;
}
