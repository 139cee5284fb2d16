// Conveniences only: every page works without this file.

const focusKey = "pramen-focus";
type Field = HTMLInputElement | HTMLSelectElement | HTMLButtonElement;

const fieldsOf = (form: HTMLFormElement): Field[] => Array.from(form.elements) as Field[];

function rememberFocus(id: string): void {
  try {
    sessionStorage.setItem(focusKey, id);
  } catch {
    // Storage is closed in some private windows.
  }
}

function restoreFocus(): void {
  let id = "";
  try {
    id = sessionStorage.getItem(focusKey) ?? "";
    sessionStorage.removeItem(focusKey);
  } catch {
    return;
  }
  const last = id === "" ? null : document.getElementById(id);
  if (!last) return;
  for (let at = last.parentElement; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  last.focus();
}

// Empty fields stay out of the address.
function keepAddressShort(form: HTMLFormElement): void {
  form.addEventListener("submit", () => {
    for (const field of fieldsOf(form)) {
      const idle = field.name === "sort" && field.value === "relevance";
      if (field.name && field.type !== "checkbox" && (field.value === "" || idle)) field.disabled = true;
    }
  });
  // Coming back with the Back button finds the fields as they were left.
  window.addEventListener("pageshow", () => {
    for (const field of fieldsOf(form)) field.disabled = false;
  });
}

function answerAtOnce(form: HTMLFormElement): void {
  for (const field of document.querySelectorAll<Field>('.facet input[type="checkbox"], #sort')) {
    field.addEventListener("change", () => {
      rememberFocus(field.id);
      form.requestSubmit();
    });
  }
  for (const hint of document.querySelectorAll<HTMLElement>(".filters-auto")) hint.hidden = false;
  for (const button of document.querySelectorAll<HTMLElement>(".sort .button")) button.hidden = true;
}

// "/" goes to the search box, as on many sites.
function slashSearches(box: HTMLInputElement): void {
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key !== "/" || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

const form = document.getElementById("search");
const box = document.getElementById("q");
if (form instanceof HTMLFormElement && box instanceof HTMLInputElement) {
  keepAddressShort(form);
  answerAtOnce(form);
  restoreFocus();
  slashSearches(box);
}
