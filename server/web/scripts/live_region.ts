// Tells people who do not see the page what has changed, once they pause: assistive technology reads each text it is
// given, and a text a key would drown what they type.
import { element } from "./marked.js";

const pauseMs = 900;

export class LiveRegion {
  readonly element = element("div", { role: "status", "aria-live": "polite", "aria-atomic": "true", class: "pramen-unseen" });
  #timer = 0;

  // Only the last of what is said within the pause is heard. Said twice it is heard twice, so it is taken back first.
  say(text: string, afterMs = pauseMs) {
    this.hush();
    this.#timer = window.setTimeout(() => { this.element.textContent = text; }, afterMs);
  }

  hush() {
    window.clearTimeout(this.#timer);
    this.element.textContent = "";
  }
}
