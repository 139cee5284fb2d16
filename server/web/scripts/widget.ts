// <pramen-search lang="sk"></pramen-search>: the search box for other sites (docs/widget.md). One classic script, no
// request but those for suggestions, no cookie, nothing kept in the reader's browser. Until it runs, and where it
// cannot, the form that the host put inside the element is there in its place.
import { adopt, stylesCanBeMade, widgetStyle } from "./box_style.js";
import { element } from "./marked.js";
import { SearchBox } from "./search_box.js";
import type { Choice, Group } from "./suggestion_list.js";
import { spoken, words } from "./words.js";

// Known only while the script itself runs.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";

class PramenSearch extends HTMLElement {
  static readonly observedAttributes = ["lang", "server", "action", "kind", "label", "placeholder"];

  connectedCallback() {
    // The fallback inside is not parsed yet where the script came first.
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.#build(), { once: true });
    else this.#build();
  }

  attributeChangedCallback() {
    if (this.shadowRoot && this.isConnected) this.#build();
  }

  #build() {
    const root = this.shadowRoot ?? this.#open();
    const lang = spoken(this.closest("[lang]")?.getAttribute("lang") ?? document.documentElement.lang);
    const fallback = this.querySelector("form");
    const typed = fallback?.querySelector<HTMLInputElement>("input[name=q]");
    const text = words[lang];

    const input = element("input", {
      id: "q", name: "q", type: "search", maxlength: "1000", autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "search", part: "input",
    });
    input.placeholder = this.getAttribute("placeholder") ?? "";
    input.value = root.querySelector("input")?.value ?? typed?.value ?? "";
    const row = element("div", { class: "row pramen-box", part: "row" }, input, element("button", { type: "submit", part: "button" }, text.button));
    const form = element("form", { action: this.#action(fallback), method: "get", role: "search", "aria-labelledby": "label", part: "form" },
      element("label", { for: "q", id: "label", part: "label" }, this.getAttribute("label") ?? text.label), row, hidden("lang", lang));
    for (const kind of this.#kinds) form.append(hidden("kind", kind));
    form.addEventListener("submit", (event) => {
      if (!this.#tell("pramen-submit", { query: input.value })) event.preventDefault();
    });
    root.replaceChildren(form);

    new SearchBox({
      input, server: this.#server, lang,
      address: (url) => this.#whole(url, lang),
      shows: (group) => group.kind === "queries" || this.#kinds.length === 0 || this.#kinds.includes(group.kind),
      choose: (choice) => this.#follow(choice),
    });
    if (typed && typed === document.activeElement) input.focus();
  }

  #open(): ShadowRoot {
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    adopt(root, widgetStyle);
    return root;
  }

  get #server() { return new URL(this.getAttribute("server") ?? script, document.baseURI).origin; }
  get #kinds() { return (this.getAttribute("kind") ?? "").split(/[\s,]+/).filter((kind) => kind !== ""); }

  #action(fallback: HTMLFormElement | null): string {
    return this.getAttribute("action") ?? fallback?.getAttribute("action") ?? `${this.#server}/`;
  }

  // A record's page is the server's; a word is searched where the form would search it.
  #whole(url: string, lang: string): string {
    const there = new URL(url, this.#server);
    const word = there.searchParams.get("q");
    const whole = word === null ? there : new URL(this.#action(this.querySelector("form")), document.baseURI);
    if (word !== null) {
      whole.searchParams.set("q", word);
      for (const kind of this.#kinds) whole.searchParams.append("kind", kind);
    }
    whole.searchParams.set("lang", lang);
    return whole.href;
  }

  #follow({ group, suggestion, url }: Choice) {
    const { id, title, lang } = suggestion;
    if (this.#tell("pramen-select", { kind: (group as Group).kind, id, title, lang, url })) location.assign(url);
  }

  // False where the host has taken the matter into its own hands.
  #tell(name: string, detail: object): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }
}

function hidden(name: string, value: string): HTMLInputElement {
  return element("input", { type: "hidden", name, value });
}

if (stylesCanBeMade() && !customElements.get("pramen-search")) customElements.define("pramen-search", PramenSearch);
