// A browser and a way to open pages in it: what every file of browser tests needs. One process, one browser.
//
// A visited page is watched: what it writes to the console as an error, what it throws, what it asks of other origins
// and which answer comes without a policy are complaints, and a test ends with none.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { chromium } from "playwright-core";

export const base = new URL(process.env.PRAMEN_URL ?? "http://127.0.0.1:8080/");
export const languages = ["sk", "cs", "de", "hu", "bg", "en"];
export const widths = { desktop: { width: 1280, height: 900 }, phone: { width: 375, height: 800 }, narrow: { width: 320, height: 640 } };

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath: process.env.PRAMEN_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let passed = 0;
const failures = [];

// A page of its own. `origins` may be asked beside the server; `expected` are complaints that belong to the test.
export async function visit({ origins = [], expected = /status of 40[04]/, ...options } = {}) {
  const context = await browser.newContext({ viewport: widths.desktop, baseURL: base.href, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    // A page with status 400 or 404 is reported by the browser; we asked for it.
    if (message.type() === "error" && !expected.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (![base.origin, ...origins].includes(new URL(request.url()).origin)) complaints.push(`asked ${request.url()}`);
  });
  page.on("response", (response) => {
    const policy = response.headers()["content-security-policy"] ?? "";
    if (!policy.includes("default-src 'none'")) complaints.push(`no policy on ${response.url()}`);
  });
  return { page, complaints, close: () => context.close() };
}

const only = new RegExp(process.env.PRAMEN_ONLY ?? "");  // of the tests' names

export async function test(name, options, body) {
  if (!only.test(name)) return;
  const visitor = await visit(options);
  try {
    await body(visitor.page);
    assert.deepEqual(visitor.complaints, []);
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failures.push(name);
    console.log(`FAILED  ${name}\n        ${String(error.message).replaceAll("\n", "\n        ")}`);
  } finally {
    await visitor.close();
  }
}

// Tests that do not disturb each other, as many at once as there are processors. Each is what `test` takes.
export async function together(tests) {
  const waiting = [...tests];
  await Promise.all(Array.from({ length: availableParallelism() }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await test(...next);
  }));
}

// What axe-core complains about, a line a rule.
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(" ")}`);
}

// Says how it went, and ends the browser.
export async function finish() {
  await browser.close();
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
