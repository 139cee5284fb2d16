// A field above the values of a facet narrows them as somebody types: at once those that stand in the page, and, where
// the page holds only the first (data-cut), those that the server finds.
import { ask } from "../client/ask.js";
import type { FacetValues } from "../client/types.js";
import { element } from "./marked.js";
import { LiveRegion } from "./live_region.js";
import { counted, type Lang, spoken, words } from "./words.js";

const pauseMs = 120;

export function facetSearch() {
  for (const facet of document.querySelectorAll<HTMLElement>(".facet[data-facet]")) {
    const field = facet.querySelector<HTMLInputElement>("input[data-facet-find]");
    if (field) new FacetSearch(facet, field);
  }
}

// Without marks and case, as the server compares.
const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text: string) => folded(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");

// Each typed word begins a word of the label.
const fits = (label: string, typed: string[]) => typed.every((begin) => wordsOf(label).some((word) => word.startsWith(begin)));

class FacetSearch {
  readonly #live = new LiveRegion();
  readonly #lang: Lang = spoken(document.documentElement.lang);
  #asking = new AbortController();
  #timer = 0;

  constructor(private readonly facet: HTMLElement, private readonly field: HTMLInputElement) {
    field.after(this.#live.element);
    field.addEventListener("input", () => this.#narrow());
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
      event.preventDefault();  // Enter would send the whole form
      if (event.key === "Escape") field.value = "";
      this.#narrow();
    });
  }

  // A page that came with a text in the field holds only what that found.
  get #cut() { return this.facet.dataset.cut !== undefined || this.field.defaultValue !== ""; }
  get #rows() { return Array.from(this.facet.querySelectorAll<HTMLElement>(".choice")); }

  #narrow() {
    window.clearTimeout(this.#timer);
    this.#asking.abort();
    const typed = wordsOf(this.field.value);
    for (const row of this.#rows) {
      if (row.dataset.found !== undefined && !row.querySelector("input")?.checked) row.remove();
      else row.hidden = !fits(label(row), typed) && !row.querySelector("input")?.checked;
    }
    for (const fold of this.facet.querySelectorAll<HTMLDetailsElement>("details")) {
      if (typed.length > 0) fold.open = true;
    }
    if (typed.length > 0 && this.#cut) this.#timer = window.setTimeout(() => void this.#ask(), pauseMs);
    else this.#tell(typed.length > 0);
  }

  async #ask() {
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const q = this.field.value;
    try {
      const answer = await ask("", "/api/v1/facets/{facet}", { facet: this.facet.dataset.facet ?? "", q, ...searched() }, { signal });
      if (signal.aborted) return;
      for (const value of answer.values) this.#add(value);
      this.#tell(true);
    } catch { /* those of the page stay */ }
  }

  // A row like the others for a value that the page left out.
  #add(value: FacetValues["values"][number]) {
    const id = `${this.facet.dataset.facet}-${value.value}`;
    const known = document.getElementById(id)?.closest<HTMLElement>(".choice");
    if (known) {
      known.hidden = false;
      return;
    }
    const input = element("input", { type: "checkbox", id, name: this.facet.dataset.facet ?? "", value: value.value, form: "search" });
    const count = element("span", { class: "choice-count", "data-count": String(value.count) }, value.count.toLocaleString(this.#lang));
    const row = element("div", { class: "choice", "data-found": "" }, input, element("label", { for: id }, `${value.label} `, count));
    this.#rows.pop()?.after(row);
  }

  #tell(narrowed: boolean) {
    const seen = this.#rows.filter((row) => !row.hidden).length;
    const { values, noValue } = words[this.#lang];
    if (narrowed) this.#live.say(seen === 0 ? noValue : counted(this.#lang, values, seen));
    else this.#live.hush();
  }
}

const label = (row: HTMLElement) => row.querySelector("label")?.firstChild?.textContent ?? "";

// The search of the page, as the API takes it: its words are `query` there, and a range is one value.
function searched(): Record<string, string | string[]> {
  const form = document.querySelector<HTMLFormElement>("#search");
  const taken: Record<string, string | string[]> = {};
  if (!form) return taken;
  const fields = new FormData(form);
  for (const name of new Set(fields.keys())) {
    const values = fields.getAll(name).map(String).filter((value) => value !== "");
    const range = /^_(.+)_(from|to)$/.exec(name)?.[1];
    if (range !== undefined) {
      const [from, to] = [fields.get(`_${range}_from`) ?? "", fields.get(`_${range}_to`) ?? ""].map(String);
      if (from !== "" || to !== "") taken[range] = `${from}..${to}`;
    } else if (name === "q") {
      taken.query = values.join(" ");
    } else if (name !== "sort" && !name.startsWith("_") && values.length > 0) {
      taken[name] = values;
    }
  }
  return taken;
}
