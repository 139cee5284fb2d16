// A search box with suggestions: the "editable combobox with list autocomplete" of the ARIA Authoring Practices. The
// focus stays in the input; aria-activedescendant says which suggestion is meant. Without an answer from the server it
// is what it was before, an input of a form.
import { element } from "./marked.js";
import { LiveRegion } from "./live_region.js";
import { Suggester, tidy } from "./suggester.js";
import { type Choice, type Group, SuggestionList } from "./suggestion_list.js";
import { counted, type Lang, words } from "./words.js";

const pauseMs = 60;  // between keys of somebody who types fast

export interface SearchBoxOptions {
  input: HTMLInputElement;
  server: string;  // "" for the page's own
  lang: Lang;
  address: (url: string) => string;
  shows?: (group: Group) => boolean;
  choose: (choice: Choice) => void;
}

export class SearchBox {
  readonly #input: HTMLInputElement;
  readonly #list: SuggestionList;
  readonly #live = new LiveRegion();
  readonly #suggester: Suggester;
  #timer = 0;
  #shown = "";  // the text whose suggestions the list holds

  // The list and what goes with it become children of the input's parent, which must be positioned.
  constructor(private readonly options: SearchBoxOptions) {
    const { input, lang } = options;
    this.#input = input;
    this.#suggester = new Suggester(options.server, lang);
    this.#list = new SuggestionList(`${input.id}-suggestions`, lang, options.address);
    const help = element("span", { id: `${input.id}-help`, class: "pramen-unseen" }, words[lang].help);
    help.hidden = true;
    input.after(this.#list.element, help, this.#live.element);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.#list.element.id,
      "aria-describedby": `${input.getAttribute("aria-describedby") ?? ""} ${help.id}`.trim(), autocomplete: "off",
    })) input.setAttribute(name, value);
    this.#listen();
  }

  #listen() {
    const input = this.#input;
    input.addEventListener("input", (event) => { if (!(event as InputEvent).isComposing) this.#typed(); });
    input.addEventListener("compositionend", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#pressed(event));
    input.addEventListener("blur", () => this.#close());
    input.form?.addEventListener("submit", () => this.#close());
    const list = this.#list.element;
    list.addEventListener("mousedown", (event) => event.preventDefault());  // the focus stays in the input
    list.addEventListener("click", (event) => {
      const choice = this.#list.choiceAt(event.target);
      if (!choice || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#choose(choice);
    });
    new ResizeObserver(() => { if (this.#open) this.#list.place(input); }).observe(input);
  }

  get #open() { return !this.#list.element.hidden; }

  #typed() {
    window.clearTimeout(this.#timer);
    const text = tidy(this.#input.value);
    const known = this.#suggester.known(text);
    if (text === "") {
      this.#close();
    } else if (known) {
      this.#suggester.stop();
      this.#show(text, known.groups);
    } else {
      this.#timer = window.setTimeout(() => void this.#ask(text), pauseMs);
    }
  }

  // Until the answer is here the list stays as it is; whoever waits for a slow network sees it, not a gap.
  async #ask(text: string) {
    try {
      const { groups } = await this.#suggester.ask(text);
      this.#show(text, groups);
    } catch (error) {
      if ((error as Error).name !== "AbortError") this.#close();
    }
  }

  #show(text: string, groups: Group[]) {
    const { lang, shows = () => true } = this.options;
    this.#list.fill(groups.filter(shows));
    this.#shown = text;
    const { size } = this.#list;
    this.#live.say(size === 0 ? words[lang].none : counted(lang, words[lang].count, size));
    this.#expand(size > 0);
  }

  #expand(open: boolean) {
    this.#list.element.hidden = !open;
    this.#input.setAttribute("aria-expanded", String(open));
    if (open) this.#list.place(this.#input);
    this.#point();
  }

  #point() {
    const id = this.#open ? this.#list.activeId : undefined;
    if (id) this.#input.setAttribute("aria-activedescendant", id);
    else this.#input.removeAttribute("aria-activedescendant");
  }

  // Whatever is on its way is no longer wanted.
  #close() {
    window.clearTimeout(this.#timer);
    this.#suggester.stop();
    this.#live.hush();
    this.#list.activate(-1);
    this.#expand(false);
  }

  #choose(choice: Choice) {
    if (choice.suggestion.id === undefined) this.#input.value = choice.suggestion.title;
    this.#close();
    this.options.choose(choice);
  }

  #pressed(event: KeyboardEvent) {
    // Keys of an input method belong to it; 229 is how Safari says so.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    if (this.#took(event)) event.preventDefault();
  }

  // Whether the key is ours; all others do what they do in an input.
  #took(event: KeyboardEvent): boolean {
    switch (event.key) {
      case "ArrowDown": return event.altKey ? this.#reopen() : this.#step(1);
      case "ArrowUp": return event.altKey ? this.#escape(false) : this.#step(-1);
      case "Escape": return this.#escape(true);
      case "Enter": {
        const choice = this.#open ? this.#list.active : undefined;
        if (choice) this.#choose(choice);
        return choice !== undefined;
      }
      case "Home": case "End": case "ArrowLeft": case "ArrowRight":
        // The caret moves, and with it the meaning of the next key: back to the text.
        this.#list.activate(-1);
        this.#point();
        return false;
      default: return false;
    }
  }

  #step(by: 1 | -1): boolean {
    if (!this.#open && !this.#reopen()) return false;
    if (this.#open) {
      this.#list.step(by);
      this.#point();
    }
    return true;
  }

  // Shows the list again, or asks for it; false where there is nothing to ask.
  #reopen(): boolean {
    const text = tidy(this.#input.value);
    if (text === "") return false;
    if (this.#shown === text && this.#list.size > 0) this.#expand(true);
    else this.#typed();
    return true;
  }

  // First the list, then the text.
  #escape(clears: boolean): boolean {
    if (this.#open) {
      this.#close();
      return true;
    }
    if (!clears || this.#input.value === "") return false;
    this.#input.value = "";
    this.#close();
    return true;
  }
}
