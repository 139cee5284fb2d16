// Facets by keyboard alone.
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

// Which topics the list shows, by their labels.
const shown = (page) => page.locator(".facet[data-facet=topics] .choice:visible label").evaluateAll((labels) => labels.map((label) => label.firstChild.textContent.trim()));
const find = (page) => page.locator("#topics-find");

// No facet of the bundled corpus has more values than a page lists: `cut` takes all but the first three out of the
// page on its way. Where a page brings no field to find a value, it gets one.
async function openTopics(page, { cut = false, address = "/?lang=en" } = {}) {
  await page.route(/\/\?lang=/, async (route) => {
    const response = await route.fetch();
    let html = await response.text();
    const field = html.includes('id="topics-find"') ? "" : '<label for="topics-find">Topics</label><input type="text" id="topics-find" name="_find_topics" form="search" data-facet-find>';
    html = html.replace(/(<details class="facet" data-facet="topics")([^>]*>)([^]*?<\/legend>)/, `$1${cut ? " data-cut" : ""} open$2$3${field}`);
    let seen = 0;
    if (cut) html = html.replace(/<div class="choice[^"]*"><input[^>]* name="topics"[^]*?<\/div>/g, (row) => ((seen += 1) > 3 ? "" : row));
    await route.fulfill({ response, body: html });
  });
  await page.goto(address);
}

await test("a field narrows the values of a facet, without marks and case", {}, async (page) => {
  await openTopics(page, { address: "/?lang=sk" });
  const first = await shown(page);
  await find(page).fill("VZDEL");
  const found = await shown(page);
  assert.ok(found.length > 0 && found.length < 8, found.join());
  for (const label of found) assert.match(label, /vzdel/i);
  await page.waitForFunction((count) => new RegExp(`^${count} možnos`).test(document.querySelector("#topics-find ~ [role=status]").textContent), found.length);
  await find(page).fill("zzqq");
  assert.deepEqual(await shown(page), []);
  await page.waitForFunction(() => document.querySelector("#topics-find ~ [role=status]").textContent === "Žiadna možnosť");
  await page.keyboard.press("Escape");
  assert.ok((await shown(page)).length >= first.length);
});

await test("where the list is cut, the server finds the rest", {}, async (page) => {
  await openTopics(page, { cut: true, address: "/?lang=en&q=social&_year_from=2000&country=sk" });
  assert.equal((await shown(page)).length, 3);
  const [request] = await Promise.all([page.waitForRequest(/\/api\/v1\/facets\/topics/), find(page).fill("e")]);
  const asked = new URL(request.url()).searchParams;
  assert.deepEqual(["q", "query", "lang", "country", "year"].map((name) => asked.get(name)), ["e", "social", "en", "sk", "2000.."]);
  await page.locator(".facet[data-facet=topics] [data-found]").first().waitFor();
  const value = page.locator(".facet[data-facet=topics] [data-found]").first();
  const count = Number(await value.locator("[data-count]").getAttribute("data-count"));
  await Promise.all([page.waitForURL(/topics=/), value.locator("input").click()]);
  assert.ok(await total(page) === count, "its count is the total");
});

await test("offline the values of the page are narrowed all the same", { expected: /Failed to load resource/ }, async (page) => {
  await openTopics(page, { cut: true });
  await page.route("**/api/v1/facets/**", (route) => route.abort());
  const [first] = await shown(page);
  await find(page).fill(first.split(" ")[0]);
  assert.ok((await shown(page)).includes(first));
});
