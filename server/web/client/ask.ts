// One question to the API of a Prameň server, typed by its description (types.ts). What the server refuses becomes a
// PramenProblem; a network that fails and a request that is aborted reject as fetch does.
import type { InvalidParameters, Paths, Problem } from "./types.js";

export type Path = keyof Paths;
export type Query<P extends Path> = Paths[P]["query"];
export type Parameters<P extends Path> = Paths[P]["path"] & Query<P>;
export type Answer<P extends Path> = Paths[P]["answer"];

export interface Options {
  signal?: AbortSignal;
}

/** An answer of the server that says why there is none (RFC 9457). */
export class PramenProblem extends Error {
  constructor(readonly status: number, readonly problem: Problem & Pick<InvalidParameters, "errors">) {
    super(problem.detail);
    this.name = "PramenProblem";
  }
}

/** The address of a question: `server` is "https://example.org", or "" for the page's own. */
export function address<P extends Path>(server: string, path: P, parameters: Parameters<P>): string {
  const query = new URLSearchParams();
  let filled: string = path;
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    if (filled.includes(`{${name}}`)) filled = filled.replace(`{${name}}`, encodeURIComponent(String(value)));
    else for (const one of [value].flat()) query.append(name, String(one));
  }
  const asked = query.toString();
  return server + filled + (asked && `?${asked}`);
}

/** Asks. The server keeps no cookies and needs none; who asks from which page is nobody's business. */
export async function ask<P extends Path>(server: string, path: P, parameters: Parameters<P>, options: Options = {}): Promise<Answer<P>> {
  const response = await fetch(address(server, path, parameters),
    { ...options, credentials: "omit", referrerPolicy: "no-referrer", headers: { Accept: "application/json, */*;q=0.5" } });
  const json = /^application\/([\w.-]+\+)?json\b/.test(response.headers.get("Content-Type") ?? "");
  if (!response.ok) {
    const problem = json ? await response.json() : { type: "about:blank", title: response.statusText, status: response.status, detail: `The server answered ${response.status}.` };
    throw new PramenProblem(response.status, problem);
  }
  return json ? response.json() : response.text();
}
