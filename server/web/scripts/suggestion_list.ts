// The list below a search box: a listbox of groups whose options are links, so that they can be opened in a new tab.
// One option may be active; which one is the box's business. Nothing here takes the focus.
import type { Suggestion, Suggestions } from "../client/types.js";
import { element, marked } from "./marked.js";
import { counted, type Lang, words } from "./words.js";

export type Group = Suggestions["groups"][number];

export interface Choice {
  group: Group;
  suggestion: Suggestion;
  url: string;
}

const lowestPx = 176;
const highestPx = 560;
const readablePx = 480;  // wide enough for most titles

export class SuggestionList {
  readonly element: HTMLElement;
  #choices: Array<Choice & { option: HTMLAnchorElement }> = [];
  #active = -1;

  // `address` makes a suggestion's address whole.
  constructor(private readonly id: string, private readonly lang: Lang, private readonly address: (url: string) => string) {
    this.element = element("div", { id, role: "listbox", "aria-label": words[lang].suggestions, class: "pramen-list", part: "list" });
    this.element.hidden = true;
  }

  get size() { return this.#choices.length; }
  get active(): Choice | undefined { return this.#choices[this.#active]; }
  get activeId(): string | undefined { return this.#choices[this.#active]?.option.id; }

  choiceAt(target: EventTarget | null): Choice | undefined {
    const option = target instanceof Element ? target.closest("[role=option]") : null;
    return this.#choices.find((choice) => choice.option === option);
  }

  fill(groups: Group[]) {
    this.activate(-1);
    this.#choices = [];
    this.element.replaceChildren(...groups.filter((group) => group.suggestions.length > 0).map((group) => this.#group(group)));
    this.element.scrollTop = 0;
  }

  // -1: none. Beyond the ends it goes round.
  step(by: 1 | -1) {
    const from = this.#active < 0 && by < 0 ? 0 : this.#active;
    this.activate((from + by + this.size) % this.size);
  }

  activate(index: number) {
    this.#mark(this.#choices[this.#active]?.option, false);
    this.#active = index;
    const option = this.#choices[index]?.option;
    this.#mark(option, true);
    if (option) this.#scrollTo(option);
  }

  // Below the box, over what stands there, and within the window where there is room.
  place(box: HTMLElement) {
    const { style } = this.element;
    style.left = `${box.offsetLeft}px`;
    style.top = `${box.offsetTop + box.offsetHeight}px`;
    const room = (box.parentElement?.clientWidth ?? 0) - box.offsetLeft;
    style.width = `${Math.max(box.offsetWidth, Math.min(room, readablePx))}px`;
    const seen = window.visualViewport;
    const bottom = seen ? seen.offsetTop + seen.height : window.innerHeight;
    const below = bottom - box.getBoundingClientRect().bottom - 8;
    style.maxHeight = `${Math.max(lowestPx, Math.min(below, highestPx))}px`;
  }

  #group(group: Group): HTMLElement {
    const name = `${this.id}-${group.kind}`;
    const total = element("span", { class: "pramen-total" }, ` ${group.total.toLocaleString(this.lang)}`);
    const label = element("div", { id: name, class: "pramen-group-label", part: "group-label" }, element("span", { class: "pramen-capital" }, group.label), total);
    return element("div", { role: "group", "aria-labelledby": name, part: "group" }, label,
      ...group.suggestions.map((suggestion) => this.#option(group, suggestion)));
  }

  #option(group: Group, suggestion: Suggestion): HTMLElement {
    const url = this.address(suggestion.url);
    const option = element("a", {
      id: `${this.id}-${this.size}`, role: "option", "aria-selected": "false", href: url, tabindex: "-1", draggable: "false",
      class: "pramen-option", part: "option", lang: suggestion.lang,
    }, element("span", { class: "pramen-title" }, marked(suggestion.highlight)));
    if (suggestion.other_name) option.append(" ", element("span", { class: "pramen-detail" }, marked(suggestion.other_name)));
    if (suggestion.count) option.append(" ", element("span", { class: "pramen-detail", lang: this.lang }, counted(this.lang, words[this.lang].records, suggestion.count)));
    this.#choices.push({ group, suggestion, url, option });
    return option;
  }

  #mark(option: HTMLElement | undefined, active: boolean) {
    option?.setAttribute("aria-selected", String(active));
    option?.setAttribute("part", active ? "option option-active" : "option");
  }

  // Moves the list alone; scrollIntoView would move the page, too.
  #scrollTo(option: HTMLElement) {
    const list = this.element.getBoundingClientRect();
    const at = option.getBoundingClientRect();
    if (this.#active === 0) this.element.scrollTop = 0;  // with the name of its group
    else if (at.top < list.top) this.element.scrollTop += at.top - list.top;
    if (at.bottom > list.bottom) this.element.scrollTop += at.bottom - list.bottom;
  }
}
