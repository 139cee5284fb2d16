// The comparison of definitions by keyboard alone: from the top of the page with Tab, as who uses nothing else does.
import assert from "node:assert/strict";
import { test } from "./harness.mjs";

// Presses Tab until what has the focus matches; it must be seen to have it.
async function tabTo(page, selector) {
  for (let pressed = 0; pressed < 150; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
      assert.ok(await page.evaluate(() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== "none" || style.boxShadow !== "none"; }), `${selector}: the focus is seen`);
      return page.locator(selector).first();
    }
  }
  throw new Error(`Tab does not reach ${selector}`);
}
const columns = (page) => page.locator(".compare-table thead th").count();
const enter = (page, address) => Promise.all([page.waitForURL(address), page.keyboard.press("Enter")]);

await test("a comparison is chosen by keyboard: concept, countries, definitions", {}, async (page) => {
  await page.goto("/compare?lang=en");
  await tabTo(page, ".titles a[href*='concept=social-innovation']");
  await enter(page, /concept=social-innovation/);
  await tabTo(page, ".compare-choice > summary");
  if (!await page.locator(".compare-choice").evaluate((box) => box.open)) await page.keyboard.press("Enter");
  assert.ok(await page.locator(".compare-choice").evaluate((box) => box.open));
  for (const box of await page.locator("[id^=country-]:checked").all()) { await box.focus(); await page.keyboard.press("Space"); }
  await page.locator(".compare-choice > summary").focus();
  const wanted = ["at", "hu", "sk"];
  const boxes = await page.locator("[id^=country-]").evaluateAll((all) => all.map((box) => box.value));
  for (const country of boxes.filter((key) => wanted.includes(key))) {
    const box = await tabTo(page, `#country-${country}`);
    await page.keyboard.press("Space");
    assert.ok(await box.isChecked());
  }
  await tabTo(page, ".compare-forms form:first-of-type button");
  await enter(page, /countries=/);
  assert.deepEqual(new URL(page.url()).searchParams.getAll("countries").flatMap((list) => list.split(",")).sort(), wanted);
  const before = await columns(page);
  assert.ok(before > 3, "the aspects and a definition of each country");

  // One definition less, by hand.
  await tabTo(page, ".compare-choice > summary");
  if (!await page.locator(".compare-choice").evaluate((box) => box.open)) await page.keyboard.press("Enter");
  const chosen = await page.locator("[id^=choice-]:checked").first().getAttribute("id");
  const box = await tabTo(page, `#${chosen}`);
  await page.keyboard.press("Space");
  assert.ok(!await box.isChecked());
  await tabTo(page, ".compare-forms form:last-of-type button");
  await enter(page, /ids=/);
  assert.equal(await columns(page), before - 1);
});

await test("a comparison is read, downloaded and printed by keyboard", { viewport: { width: 700, height: 800 } }, async (page) => {
  await page.addInitScript(() => { window.printed = 0; window.print = () => { window.printed += 1; }; });
  await page.goto("/compare?concept=social-innovation&countries=sk,at,hu,bg,eu&lang=en");
  for (const format of ["csv", "json"]) {
    const link = await tabTo(page, format === "csv" ? ".compare-links a[href*='format=csv']" : ".compare-links a:last-of-type");
    const answer = await page.request.get(await link.getAttribute("href"));
    assert.match(answer.headers()["content-type"], new RegExp(format));
    assert.ok((await answer.text()).length > 500);
  }
  await tabTo(page, "[data-print]");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => window.printed), 1);
  // A region that scrolls takes the focus, so that arrows move it.
  const region = await tabTo(page, ".compare-region");
  assert.ok(await region.evaluate((box) => box.scrollWidth > box.clientWidth), "wider than the window");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelector(".compare-region").scrollLeft > 0);
  const fold = await tabTo(page, ".compare-table details summary");
  await page.keyboard.press("Enter");
  assert.ok(await fold.evaluate((summary) => summary.parentElement.open));
});
