// The client of a Prameň server: a method for every path of its API. See README.md.
import { address, ask, type Answer, type Options, type Parameters, type Path, type Query } from "./ask.js";

export * from "./types.js";
export { PramenProblem, type Options, type Path } from "./ask.js";

export class Pramen {
  readonly #server: string;

  /** `server` is its address, "https://example.org"; "" in a page that the server itself gave. */
  constructor(server = "") {
    this.#server = server.replace(/\/+$/, "");
  }

  /** Records that answer a query, with exact counts of all facets. */
  search(parameters: Query<"/api/v1/search"> = {}, options?: Options) {
    return this.ask("/api/v1/search", parameters, options);
  }

  /** Records and words that a text may be the beginning of. */
  suggest(parameters: Query<"/api/v1/suggest">, options?: Options) {
    return this.ask("/api/v1/suggest", parameters, options);
  }

  /** The same as OpenSearch suggestions. */
  opensearchSuggestions(parameters: Query<"/api/v1/suggest/opensearch">, options?: Options) {
    return this.ask("/api/v1/suggest/opensearch", parameters, options);
  }

  /** One record with all its facts and texts. */
  record(id: string, parameters: Query<"/api/v1/records/{id}"> = {}, options?: Options) {
    return this.ask("/api/v1/records/{id}", { ...parameters, id }, options);
  }

  /** Records like one, and what they share. */
  similar(id: string, parameters: Query<"/api/v1/records/{id}/similar"> = {}, options?: Options) {
    return this.ask("/api/v1/records/{id}/similar", { ...parameters, id }, options);
  }

  /** The records around one, and those one step further. */
  network(id: string, parameters: Query<"/api/v1/records/{id}/network"> = {}, options?: Options) {
    return this.ask("/api/v1/records/{id}/network", { ...parameters, id }, options);
  }

  /** The concepts of a record, and where its texts name them. */
  recordConcepts(id: string, parameters: Query<"/api/v1/records/{id}/concepts"> = {}, options?: Options) {
    return this.ask("/api/v1/records/{id}/concepts", { ...parameters, id }, options);
  }

  /** Values of one facet whose name is being typed, with counts within a search. */
  facetValues(facet: string, parameters: Query<"/api/v1/facets/{facet}"> = {}, options?: Options) {
    return this.ask("/api/v1/facets/{facet}", { ...parameters, facet }, options);
  }

  /** Records from A to Z. */
  titles(parameters: Query<"/api/v1/titles"> = {}, options?: Options) {
    return this.ask("/api/v1/titles", parameters, options);
  }

  /** Concepts of the thesaurus from A to Z, or by the beginning of their names. */
  concepts(parameters: Query<"/api/v1/concepts"> = {}, options?: Options) {
    return this.ask("/api/v1/concepts", parameters, options);
  }

  /** One concept: names, neighbours, definitions by country, records, the term in use. */
  concept(id: string, parameters: Query<"/api/v1/concepts/{id}"> = {}, options?: Options) {
    return this.ask("/api/v1/concepts/{id}", { ...parameters, id }, options);
  }

  /** Definitions of a concept side by side. */
  compare(parameters: Query<"/api/v1/compare"> & { format?: "json" }, options?: Options) {
    return this.ask("/api/v1/compare", parameters, options);
  }

  /** The records of a search by country and by place. */
  map(parameters: Query<"/api/v1/map"> = {}, options?: Options) {
    return this.ask("/api/v1/map", parameters, options);
  }

  /** Kinds, fields, facets and vocabularies with their labels. */
  schema(options?: Options) {
    return this.ask("/api/v1/schema", {}, options);
  }

  /** The description of the API (OpenAPI 3.1). */
  description(options?: Options) {
    return this.ask("/api/v1/openapi.json", {}, options);
  }

  /** The process answers. */
  live(options?: Options) {
    return this.ask("/health/live", {}, options);
  }

  /** A generation is open. */
  ready(options?: Options) {
    return this.ask("/health/ready", {}, options);
  }

  /** Counters in Prometheus' text format; a public server may not show them. */
  metrics(options?: Options) {
    return this.ask("/metrics", {}, options);
  }

  /** The address of a question, for links and downloads: `address("/api/v1/compare", {concept, format: "csv"})`. */
  address<P extends Path>(path: P, parameters: Parameters<P>): string {
    return address(this.#server, path, parameters);
  }

  private ask<P extends Path>(path: P, parameters: Parameters<P>, options?: Options): Promise<Answer<P>> {
    return ask(this.#server, path, parameters, options);
  }
}
