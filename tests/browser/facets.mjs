// Facets and comparison by keyboard alone.
import assert from "node:assert/strict";
import { test } from "./harness.mjs";

const total = async (page) => Number(await page.locator("[data-total]").getAttribute("data-total"));

await test("a facet is opened and a value chosen by keyboard", {}, async (page) => {
  await page.goto("/?lang=en");
  const facet = page.locator(".facet").last();
  const summary = facet.locator(":scope > summary");
  if (await facet.evaluate((box) => box.open)) await summary.press("Enter");
  await summary.focus();
  await page.keyboard.press("Enter");
  assert.ok(await facet.evaluate((box) => box.open));
  await page.goto("/?lang=en");
  const box = page.locator(".facet[data-facet=kind] input[type=checkbox]").first();
  const count = Number(await page.locator(".facet[data-facet=kind] [data-count]").first().getAttribute("data-count"));
  await box.focus();
  await Promise.all([page.waitForURL(/kind=/), page.keyboard.press("Space")]);
  assert.equal(await total(page), count);
  assert.equal(await page.evaluate(() => document.activeElement.name), "kind", "the focus comes back");
});

await test("a comparison is chosen and read by keyboard", {}, async (page) => {
  await page.goto("/compare?concept=social-innovation&countries=sk,at&lang=en");
  const columns = await page.locator(".compare-table thead th").count();
  const choice = page.locator(".compare-choice > summary");
  await choice.focus();
  if (!await page.locator(".compare-choice").evaluate((box) => box.open)) await page.keyboard.press("Enter");
  const country = page.locator("#country-hu");
  await country.focus();
  await page.keyboard.press("Space");
  assert.ok(await country.isChecked());
  await Promise.all([page.waitForURL(/countries=hu|countries=.*hu/), page.keyboard.press("Enter")]);
  assert.ok(await page.locator(".compare-table thead th").count() > columns);
  // A region that scrolls takes the focus, so that arrows move it.
  const region = page.locator(".compare-region");
  await region.focus();
  assert.equal(await page.evaluate(() => document.activeElement.className), "compare-region");
  if (await region.evaluate((box) => box.scrollWidth > box.clientWidth)) {
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector(".compare-region").scrollLeft > 0);
  }
});
