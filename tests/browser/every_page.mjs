// Every page in every language, as people see it: wide, narrow, by phone, dark, in forced colours, with large text, without
// JavaScript. Nothing scrolls sideways, axe-core finds nothing (WCAG 2.1 A and AA, and its best practices; some 500 looks),
// nothing jumps once it is drawn.
import assert from "node:assert/strict";
import { languages, together, violations } from "./harness.mjs";
import { open, pages, states } from "./pages.mjs";

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const openAll = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((box) => { box.open = true; }));

// In a state and in six languages.
const sound = (address, seen) => async (page) => {
  for (const lang of languages) {
    await open(page, address(lang), seen);
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    assert.equal(await page.locator("h1").count(), 1, `${lang}: one heading of the first rank`);
    assert.ok(await overflow(page) <= 0, `${lang}: scrolls sideways by ${await overflow(page)} px`);
    if (seen.options.javaScriptEnabled === false) continue;  // axe is a script
    await openAll(page);
    assert.ok(await overflow(page) <= 0, `${lang}: scrolls sideways when all is open`);
    assert.deepEqual(await violations(page), [], lang);
  }
};

const still = (address) => async (page) => {
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const lang of ["sk", "bg"]) {
    await page.goto(address(lang), { waitUntil: "networkidle" });
    assert.ok(await page.evaluate(() => window.shifted) < 0.02, `${lang}: ${await page.evaluate(() => window.shifted)}`);
  }
};

await together(Object.entries(pages).flatMap(([name, address]) => [
  ...Object.entries(states).map(([state, seen]) => [`${name}, ${state}: sound in six languages`, seen.options, sound(address, seen)]),
  [`${name}: nothing jumps`, states.phone.options, still(address)],
]));
