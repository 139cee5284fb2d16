// Suggestions under the search boxes of our own pages.
import { adopt, pageStyle, stylesCanBeMade } from "./box_style.js";
import { SearchBox } from "./search_box.js";
import { spoken } from "./words.js";

export function suggestInPage() {
  const inputs = document.querySelectorAll<HTMLInputElement>("form[role=search] input[name=q]");
  if (inputs.length === 0 || !stylesCanBeMade()) return;
  adopt(document, pageStyle);
  const lang = spoken(document.documentElement.lang);
  for (const input of inputs) {
    input.parentElement?.classList.add("pramen-box");
    new SearchBox({ input, server: "", lang, address: (url) => withLanguage(url, lang), choose: ({ url }) => location.assign(url) });
  }
}

// A record's address is the same in all languages; the reader's goes with it.
function withLanguage(url: string, lang: string): string {
  const whole = new URL(url, location.origin);
  whole.searchParams.set("lang", lang);
  return whole.pathname + whole.search;
}
