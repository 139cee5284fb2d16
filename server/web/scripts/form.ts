// The search form: sends itself when a filter or the order changes, keeps its address short, and "/" leads to its box.
const focusKey = "pramen-focus";

type Field = HTMLInputElement | HTMLSelectElement | HTMLButtonElement;

export function searchForm() {
  const form = document.querySelector<HTMLFormElement>("#search");
  const box = document.querySelector<HTMLInputElement>("#q");
  if (!form || !box) return;
  shortenAddress(form);
  sendOnChange(form);
  returnFocus();
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.matches("input, select, textarea");
    if (event.key !== "/" || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

// Empty fields stay out of the address.
function shortenAddress(form: HTMLFormElement) {
  const fields = () => Array.from(form.elements) as Field[];
  form.addEventListener("submit", () => {
    for (const field of fields()) {
      const idle = field.name === "sort" && field.value === "relevance";
      if (field.name && field.type !== "checkbox" && (field.value === "" || idle)) field.disabled = true;
    }
  });
  // Coming back with the Back button finds the fields as they were left.
  window.addEventListener("pageshow", () => { for (const field of fields()) field.disabled = false; });
}

function sendOnChange(form: HTMLFormElement) {
  const sends = (target: EventTarget | null): target is Field => target instanceof Element && target.matches('.facet input[type="checkbox"], #sort');
  // Rows of a facet come and go, so the document listens for all.
  document.addEventListener("change", ({ target }) => {
    if (!sends(target) || target.form !== form) return;
    remember(target.id);
    form.requestSubmit();
  });
  for (const hint of document.querySelectorAll<HTMLElement>(".filters-auto")) hint.hidden = false;
  for (const button of document.querySelectorAll<HTMLElement>(".sort .button")) button.hidden = true;
}

function remember(id: string) {
  try { sessionStorage.setItem(focusKey, id); } catch { /* private mode */ }
}

// The field that sent the form has the focus again in the page that came.
function returnFocus() {
  let id = "";
  try {
    id = sessionStorage.getItem(focusKey) ?? "";
    sessionStorage.removeItem(focusKey);
  } catch { /* private mode */ }
  const last = document.getElementById(id);
  for (let at = last?.parentElement; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  last?.focus();
}
