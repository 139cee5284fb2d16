// The typed client (server/web/client) asks the real server: every method, every path of the description.
import assert from "node:assert/strict";
import { base, test } from "./harness.mjs";
import { Pramen, PramenProblem } from "./client/pramen.js";

const pramen = new Pramen(base.href);

// Those parameters that the description names and the types do not are facets.
await test("the client has a method for every path, and each is answered", {}, async () => {
  const asked = new Set();
  const ask = globalThis.fetch;
  globalThis.fetch = (address, ...rest) => { asked.add(new URL(address).pathname); return ask(address, ...rest); };
  try {
    const found = await pramen.search({ q: "social", lang: "en", country: ["at", "sk"], year: "2000..", limit: 3, facets: "kind" });
    assert.equal(found.hits.length, 3);
    assert.deepEqual(Object.keys(found.facets), ["kind"]);
    const { id } = found.hits[0];
    assert.equal((await pramen.record(id, { lang: "sk" })).id, id);
    assert.ok(Array.isArray((await pramen.similar(id, { limit: 2 })).similar));
    assert.equal((await pramen.network(id)).id, id);
    assert.equal((await pramen.recordConcepts(id)).id, id);
    assert.equal((await pramen.suggest({ q: "inov", lang: "sk" })).groups.length, 4);
    assert.equal((await pramen.opensearchSuggestions({ q: "inov" }))[0], "inov");
    assert.ok((await pramen.facetValues("country", { q: "slov", lang: "en" })).values.length > 0);
    assert.ok((await pramen.titles({ lang: "sk", letter: "S" })).titles.length > 0);
    assert.ok((await pramen.concepts({ q: "social" })).total > 0);
    assert.equal((await pramen.concept("social-innovation")).id, "social-innovation");
    assert.ok((await pramen.compare({ concept: "social-innovation", countries: "sk,at" })).definitions.length > 1);
    assert.ok((await pramen.map({ kind: "organisation" })).countries.length > 0);
    assert.ok((await pramen.schema()).facets.length > 0);
    assert.equal((await pramen.live()).status, "live");
    assert.equal((await pramen.ready()).status, "ready");
    assert.match(await pramen.metrics(), /^# /);
    const api = await pramen.description();
    const forPages = Object.keys(api.paths).filter((path) => !path.startsWith("/api/v1/admin/"));  // which wants keys, and pages hold none
    const patterns = forPages.map((path) => [path, new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+").replaceAll(".", "\\.")}$`)]);
    assert.deepEqual(patterns.filter(([, pattern]) => ![...asked].some((path) => pattern.test(path))).map(([path]) => path), []);
  } finally {
    globalThis.fetch = ask;
  }
});

await test("what the server refuses is a problem with its reasons", {}, async () => {
  await assert.rejects(pramen.search({ limit: 1000 }), (problem) => problem instanceof PramenProblem && problem.status === 400 && problem.problem.errors[0].parameter === "limit");
  await assert.rejects(pramen.record("nothing"), (problem) => problem.status === 404 && /no record/.test(problem.message));
  await assert.rejects(new Pramen("http://127.0.0.1:1").live(), TypeError);
  await assert.rejects(pramen.live({ signal: AbortSignal.abort() }), { name: "AbortError" });
});

await test("addresses for links and downloads are whole", {}, async () => {
  assert.equal(pramen.address("/api/v1/records/{id}", { id: "a b", lang: "sk" }), `${base.origin}/api/v1/records/a%20b?lang=sk`);
  const csv = await (await fetch(pramen.address("/api/v1/compare", { concept: "social-innovation", format: "csv" }))).text();
  assert.ok(csv.includes("row,"));
});
