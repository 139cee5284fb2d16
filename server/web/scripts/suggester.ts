// Asks the server for suggestions and keeps the last answers in memory, so that going back a letter costs nothing. A
// new question ends the one before: there is never more than one on its way.
import { ask } from "../client/ask.js";
import type { Suggestions } from "../client/types.js";

const keptAnswers = 200;  // of some 3 kB
const readCharacters = 100;  // the server reads no more

// What is the same question to the server.
export const tidy = (typed: string) => [...typed.trim().replace(/\s+/g, " ")].slice(0, readCharacters).join("");

export class Suggester {
  readonly #kept = new Map<string, Suggestions>();  // the last used at the end
  #asking = new AbortController();

  constructor(private readonly server: string, private readonly lang: string) {}

  known(text: string): Suggestions | undefined {
    const answer = this.#kept.get(text);
    if (answer) this.#keep(text, answer);
    return answer;
  }

  // Rejects where there is no answer; with an AbortError where it is no longer wanted.
  async ask(text: string): Promise<Suggestions> {
    this.stop();
    const { signal } = this.#asking;
    const answer = await ask(this.server, "/api/v1/suggest", { q: text, lang: this.lang }, { signal });
    if (signal.aborted) throw new DOMException("asked anew", "AbortError");
    this.#keep(text, answer);
    return answer;
  }

  stop() {
    this.#asking.abort();
    this.#asking = new AbortController();
  }

  #keep(text: string, answer: Suggestions) {
    this.#kept.delete(text);
    this.#kept.set(text, answer);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= keptAnswers) break;
      this.#kept.delete(oldest);
    }
  }
}
