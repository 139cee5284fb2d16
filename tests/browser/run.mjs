// Drives the pages with Chromium: what a reader does, with and without JavaScript,
// at every width, and what assistive technology is told.
//
//   PRAMEN_URL=http://127.0.0.1:8080/ [PRAMEN_ONLY=regular-expression] node run.mjs
//
// Expects a server over the bundled corpus. Ends with "N passed, N failed".
import assert from "node:assert/strict";
import { base, finish, languages, test } from "./harness.mjs";

const total = async (page) => Number(await page.locator("[data-total]").getAttribute("data-total"));
const typeAndSend = async (page, words) => {
  await page.locator("#q").fill(words);
  await Promise.all([page.waitForURL(/[?&]q=/), page.locator("#q").press("Enter")]);
};

await test("a search finds, marks and says why", {}, async (page) => {
  await page.goto("/?lang=en");
  await typeAndSend(page, "social");
  assert.ok(await total(page) > 0);
  assert.ok(await page.locator(".hit").count() > 0);
  assert.ok(await page.locator(".snippet mark").count() > 0);
  await page.locator(".hit-why summary").first().click();
  assert.ok((await page.locator(".why").first().innerText()).length > 5);
  assert.equal(await page.locator("#q").inputValue(), "social");
});

await test("every facet count is the total of its filter", {}, async (page) => {
  await page.goto("/?lang=en&q=social&match=all");
  const choices = await page.locator(".facet[data-facet=kind] .choice, .facet[data-facet=country] .choice").evaluateAll((rows) =>
    rows.map((row) => ({ id: row.querySelector("input").id, count: Number(row.querySelector("[data-count]").dataset.count) })));
  assert.ok(choices.length >= 4);
  for (const { id, count } of choices) {
    await page.goto("/?lang=en&q=social&match=all");
    const box = page.locator(`[id="${id}"]`);
    // Rarer values stand under "More choices".
    await page.evaluate(() => document.querySelectorAll(".facet details").forEach((fold) => { fold.open = true; }));
    await Promise.all([page.waitForURL(/(kind|country)=/), box.check()]);
    assert.equal(await total(page), count, id);
    assert.ok(await page.locator(`[id="${id}"]`).isChecked());
    assert.equal(await page.evaluate(() => document.activeElement.id), id, "the focus comes back");
  }
});

await test("chips take a filter away", {}, async (page) => {
  await page.goto("/?lang=en&country=at&kind=definition&year=2000..2020");
  assert.equal(await page.locator(".chip").count(), 3);
  await page.locator(".chip").first().click();
  assert.equal(await page.locator(".chip").count(), 2);
  await page.locator(".chip-clear").click();
  assert.equal(await page.locator(".chip").count(), 0);
});

await test("years are filtered with two fields", {}, async (page) => {
  await page.goto("/?lang=en");
  await page.locator(".facet[data-facet=year]").evaluate((facet) => { facet.open = true; });
  await page.locator("#year-from").fill("2015");
  await page.locator("#year-to").fill("2020");
  await Promise.all([page.waitForURL(/_year_from=2015/), page.locator(".filters-apply").click()]);
  assert.match(await page.locator(".chip").innerText(), /2015–2020/);
  const all = await total(page);
  await page.goto("/?lang=en");
  assert.ok(all > 0 && all < await total(page));
});

await test("paging leads through all records once", {}, async (page) => {
  await page.goto("/?lang=sk");
  const expected = await total(page);
  const seen = new Set();
  for (let step = 0; step < 100; step += 1) {
    for (const href of await page.locator(".hit-title a").evaluateAll((links) => links.map((link) => link.href))) seen.add(href);
    const next = page.locator("a[rel=next]");
    if (await next.count() === 0) break;
    await next.click();
  }
  assert.equal(seen.size, expected);
  await page.locator("a[rel=prev]").click();
  assert.ok(await page.locator(".paging [aria-current=page]").count() === 1);
});

await test("sorting by title keeps the total", {}, async (page) => {
  await page.goto("/?lang=en&q=social");
  const before = await total(page);
  await Promise.all([page.waitForURL(/sort=title/), page.locator("#sort").selectOption("title")]);
  assert.equal(await total(page), before);
});

await test("the language switch keeps the request", {}, async (page) => {
  await page.goto("/?lang=sk&q=AMS&country=at");
  const headings = new Set();
  for (const lang of languages) {
    if (lang !== "sk") await page.locator(`.languages a[hreflang=${lang}]`).click();
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    assert.equal(await page.locator("#q").inputValue(), "AMS");
    assert.equal(await page.locator(".chip").count(), 1);
    assert.ok(await total(page) > 0);
    headings.add(await page.locator("#filters-title").innerText() + (await page.title()));
  }
  assert.equal(headings.size, languages.length);
});

await test("a record leads on", {}, async (page) => {
  await page.goto("/?lang=sk&q=MAGMA");
  await page.locator(".hit-title a").first().click();
  assert.match(page.url(), /\/record\/at-magma/);
  assert.equal(await page.locator("h1").count(), 1);
  assert.ok(await page.locator(".fact").count() > 5);
  for (const link of await page.locator(".sources a").all()) assert.match(await link.getAttribute("rel"), /noopener/);
  await page.locator(".fact a[href*='country=at']").click();
  assert.ok(await total(page) > 1);
  await page.goBack();
  await page.locator(".others a[hreflang=en]").click();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await page.locator("article").getAttribute("lang"), "en");
});

// The policy allows no script in a page, and data in one is none; a citation manager finds one reference.
await test("a record speaks to machines unseen", {}, async (page) => {
  await page.goto("/record/at-magma?lang=en");
  const data = JSON.parse(await page.locator("script[type='application/ld+json']").textContent());
  assert.equal(data["@id"], new URL("/record/at-magma", base).href);
  assert.equal(data.name, await page.locator("h1").textContent());
  assert.equal(await page.locator(".Z3988").count(), 1);
  const box = await page.locator(".Z3988").boundingBox();
  assert.ok(box === null || box.width === 0);
  for (const link of await page.locator("head link[rel=alternate][type]").all())
    assert.ok((await page.request.get(await link.getAttribute("href"))).ok());
});

await test("a missing page helps", {}, async (page) => {
  assert.equal((await page.goto("/record/nothing?lang=en")).status(), 404);
  await typeAndSend(page, "social");
  assert.ok(await total(page) > 0);
});

await test("the slash key goes to the search box", {}, async (page) => {
  await page.goto("/?lang=en");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
});

await test("the keyboard alone is enough", {}, async (page) => {
  await page.goto("/?lang=en");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type("social");
  await Promise.all([page.waitForURL(/q=social/), page.keyboard.press("Enter")]);
  assert.ok(await total(page) > 0);
});

await test("all works without JavaScript", { javaScriptEnabled: false }, async (page) => {
  await page.goto("/?lang=en");
  await page.locator("#q").fill("social");
  await page.locator(".search-row button").click();
  const count = Number(await page.locator(".facet[data-facet=country] [data-count]").first().getAttribute("data-count"));
  await page.locator(".facet[data-facet=country] input[type=checkbox]").first().check();
  await page.locator(".filters-apply").click();
  assert.ok(await total(page) <= count);
  assert.equal(await page.locator(".chip").count(), 1);
  await page.locator("#sort").selectOption("title");
  await page.locator(".sort button").click();
  assert.equal(await page.locator("#sort").inputValue(), "title");
  assert.equal(await page.locator(".chip").count(), 1);
  await page.locator(".hit-title a").first().click();
  assert.equal(await page.locator("article h1").count(), 1);
});

await test("nothing typed is run", {}, async (page) => {
  for (const words of ["<script>document.title='x'</script>", "\"><img src=x onerror=\"document.title='x'\">", "'-alert(1)-'"]) {
    await page.goto(`/?lang=en&q=${encodeURIComponent(words)}`);
    assert.equal(await page.locator("#q").inputValue(), words);
    assert.notEqual(await page.title(), "x");
    assert.equal(await page.locator("main img, main script").count(), 0);
  }
});

await import("./every_page.mjs");
await import("./search_box.mjs");
await import("./facets.mjs");
await import("./compare.mjs");
await import("./copy.mjs");
await import("./widget.mjs");
await import("./client.mjs");
await finish();
