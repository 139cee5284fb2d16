// The search box with suggestions, by keyboard, pointer and ear, on good networks and bad ones.
import assert from "node:assert/strict";
import { languages, test, violations, widths } from "./harness.mjs";

const input = (page) => page.locator("#q");
const list = (page) => page.locator("#q-suggestions");
const options = (page) => list(page).locator("[role=option]");
const active = (page) => input(page).getAttribute("aria-activedescendant");
const focused = (page) => page.evaluate(() => document.activeElement.id);
const suggestions = "**/api/v1/suggest?*";

// Types as people do, and waits for the list.
async function type(page, text) {
  await input(page).focus();
  await page.keyboard.type(text);
  await list(page).waitFor();
}

async function waitForText(locator, text) {
  await locator.page().waitForFunction(([element, expected]) => element.textContent === expected, [await locator.elementHandle(), text]);
}

await test("typing opens grouped suggestions that are marked", {}, async (page) => {
  await page.goto("/?lang=en");
  assert.equal(await input(page).getAttribute("role"), "combobox");
  assert.equal(await input(page).getAttribute("aria-expanded"), "false");
  assert.equal(await list(page).isVisible(), false);
  await type(page, "soc");
  assert.equal(await input(page).getAttribute("aria-expanded"), "true");
  assert.equal(await input(page).getAttribute("aria-controls"), await list(page).getAttribute("id"));
  assert.equal(await active(page), null);
  const groups = await list(page).getByRole("group").evaluateAll((all) => all.map((group) => document.getElementById(group.getAttribute("aria-labelledby")).textContent));
  assert.deepEqual(groups.map((name) => name.replace(/[\d\s,]+$/, "").toLowerCase()), ["definitions", "case studies", "organisations", "words"]);
  for (const option of await options(page).all()) assert.ok(await option.locator("mark").count() > 0);
  assert.match((await options(page).first().locator("mark").first().innerText()), /^soc/i);
});

await test("arrows go round, the focus stays in the box", {}, async (page) => {
  await page.goto("/?lang=en");
  await type(page, "soc");
  const ids = await options(page).evaluateAll((all) => all.map((option) => option.id));
  assert.ok(ids.length > 5);
  for (const id of [...ids, ids[0]]) {
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(page), id);
    assert.equal(await page.locator(`[id="${id}"]`).getAttribute("aria-selected"), "true");
    assert.equal(await list(page).locator("[aria-selected=true]").count(), 1);
    assert.equal(await focused(page), "q");
    const seen = await page.evaluate((at) => {
      const box = document.getElementById("q-suggestions").getBoundingClientRect();
      const option = document.getElementById(at).getBoundingClientRect();
      return option.top >= box.top - 1 && option.bottom <= box.bottom + 1;
    }, id);
    assert.ok(seen, `${id} is in view`);
  }
  await page.keyboard.press("ArrowUp");
  assert.equal(await active(page), ids.at(-1));
  assert.equal(await page.evaluate(() => scrollY), 0, "the page stays");
  assert.equal(await input(page).inputValue(), "soc");
});

await test("Home and End move the caret", {}, async (page) => {
  await page.goto("/?lang=en");
  await type(page, "soc");
  for (const [key, caret] of [["Home", 0], ["End", 3], ["ArrowLeft", 2]]) {
    await page.keyboard.press("ArrowDown");
    assert.ok(await active(page));
    await page.keyboard.press(key);
    assert.equal(await active(page), null);
    assert.equal(await input(page).evaluate((box) => box.selectionStart), caret);
    assert.ok(await list(page).isVisible());
  }
});

await test("Escape closes, then clears", {}, async (page) => {
  await page.goto("/?lang=en");
  await type(page, "soc");
  await page.keyboard.press("Escape");
  assert.equal(await list(page).isVisible(), false);
  assert.equal(await input(page).getAttribute("aria-expanded"), "false");
  assert.equal(await input(page).inputValue(), "soc");
  await page.keyboard.press("Escape");
  assert.equal(await input(page).inputValue(), "");
});

await test("Alt with Down opens, with Up closes", {}, async (page) => {
  await page.goto("/?lang=en&q=soc");
  await input(page).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await list(page).waitFor();
  assert.equal(await active(page), null);
  await page.keyboard.press("Alt+ArrowUp");
  assert.equal(await list(page).isVisible(), false);
  await page.keyboard.press("ArrowDown");
  assert.equal(await active(page), await options(page).first().getAttribute("id"), "what is known opens at the first");
});

await test("Enter opens what is chosen", {}, async (page) => {
  await page.goto("/?lang=sk");
  await type(page, "magma");
  await page.keyboard.press("ArrowDown");
  const address = await options(page).first().getAttribute("href");
  await Promise.all([page.waitForURL(/\/record\/at-magma/), page.keyboard.press("Enter")]);
  assert.match(page.url(), /lang=sk$/);
  assert.ok(page.url().endsWith(address));
});

await test("Enter sends the form where nothing is chosen", {}, async (page) => {
  await page.goto("/?lang=en");
  await type(page, "soc");
  await Promise.all([page.waitForURL(/[?&]q=soc/), page.keyboard.press("Enter")]);
});

await test("a suggested word is searched", {}, async (page) => {
  await page.goto("/?lang=en");
  await type(page, "hous");
  await page.keyboard.press("ArrowUp");
  const word = await options(page).last().locator(".pramen-title").innerText();
  await Promise.all([page.waitForURL(/[?&]q=/), page.keyboard.press("Enter")]);
  assert.equal(await input(page).inputValue(), word);
});

await test("Tab leaves", {}, async (page) => {
  await page.goto("/?lang=en");
  await type(page, "soc");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  assert.equal(await list(page).isVisible(), false);
  assert.notEqual(await focused(page), "q");
  assert.equal(new URL(page.url()).pathname, "/");
});

await test("a pointer chooses, and a click beside closes", {}, async (page) => {
  await page.goto("/?lang=en");
  await type(page, "soc");
  await page.locator("h2").first().click({ force: true, position: { x: 1, y: 1 } }).catch(() => page.mouse.click(5, 700));
  assert.equal(await list(page).isVisible(), false);
  await input(page).fill("");
  await type(page, "magma");
  await Promise.all([page.waitForURL(/\/record\//), options(page).first().click()]);
});

await test("a finger chooses", { viewport: widths.phone, hasTouch: true, isMobile: true }, async (page) => {
  await page.goto("/?lang=bg");
  await input(page).tap();
  await page.keyboard.type("magma");
  await list(page).waitFor();
  const box = await list(page).boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= widths.phone.width && box.y + box.height <= widths.phone.height);
  for (const option of await options(page).all()) assert.ok((await option.boundingBox()).height >= 24);
  await Promise.all([page.waitForURL(/\/record\//), options(page).first().tap()]);
});

await test("words being composed are left alone", {}, async (page) => {
  await page.goto("/?lang=en");
  await input(page).focus();
  const compose = await page.context().newCDPSession(page);
  let asked = 0;
  page.on("request", (request) => { asked += request.url().includes("/suggest") ? 1 : 0; });
  await compose.send("Input.imeSetComposition", { text: "soc", selectionStart: 3, selectionEnd: 3 });
  await page.waitForTimeout(200);
  assert.equal(asked, 0);
  await compose.send("Input.insertText", { text: "soc" });
  await list(page).waitFor();
  assert.equal(asked, 1);
});

const heard = {
  sk: ["1 návrh", "2 návrhy", "5 návrhov", "Žiadny návrh"],
  cs: ["1 návrh", "2 návrhy", "5 návrhů", "Žádný návrh"],
  de: ["1 Vorschlag", "2 Vorschläge", "5 Vorschläge", "Kein Vorschlag"],
  hu: ["1 javaslat", "2 javaslat", "5 javaslat", "Nincs javaslat"],
  bg: ["1 предложение", "2 предложения", "5 предложения", "Няма предложения"],
  en: ["1 suggestion", "2 suggestions", "5 suggestions", "No suggestions"],
};
for (const lang of languages) {
  await test(`who does not see the list hears how long it is: ${lang}`, {}, async (page) => {
    const answer = (count) => ({ query: {}, generation: 1, took_ms: 0, groups: [{ kind: "definition", label: "x", total: count,
      suggestions: Array.from({ length: count }, (_, at) => ({ id: `a${at}`, title: "A", lang, url: "/record/a", highlight: "<mark>A</mark>" })) }] });
    await page.route(suggestions, (route) => route.fulfill({ json: answer(Number(new URL(route.request().url()).searchParams.get("q"))),
      headers: { "content-security-policy": "default-src 'none'" } }));
    await page.goto(`/?lang=${lang}`);
    const live = page.locator("#q ~ [role=status]");
    assert.equal(await live.getAttribute("aria-live"), "polite");
    for (const [at, count] of [1, 2, 5, 0].entries()) {
      await input(page).fill(String(count));
      await waitForText(live, heard[lang][at]);
    }
    const help = (await input(page).getAttribute("aria-describedby")).split(" ").at(-1);
    assert.ok((await page.locator(`#${help}`).textContent()).length > 40);
    assert.ok((await list(page).getAttribute("aria-label")).length > 5);
  });
}

await test("the live region does not chatter", {}, async (page) => {
  await page.goto("/?lang=en");
  await page.evaluate(() => {
    window.said = [];
    new MutationObserver(([change]) => { if (change.target.textContent) window.said.push(change.target.textContent); })
      .observe(document.querySelector("#q ~ [role=status]"), { childList: true });
  });
  await input(page).focus();
  await page.keyboard.type("social innov", { delay: 50 });
  await page.waitForFunction(() => window.said.length > 0);
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.said.length), 1);
});

await test("answers are kept and stale ones never shown", {}, async (page) => {
  const asked = [];
  await page.route(suggestions, async (route) => {
    const q = new URL(route.request().url()).searchParams.get("q");
    asked.push(q);
    // The first question is answered last.
    if (q === "ho") await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue().catch(() => {});
  });
  await page.goto("/?lang=en");
  await input(page).fill("ho");
  await page.waitForTimeout(150);
  await input(page).fill("magma");
  await list(page).waitFor();
  await page.waitForTimeout(700);
  assert.match(await options(page).first().innerText(), /magma/i);
  await input(page).fill("soc");
  await page.waitForFunction(() => !/magma/i.test(document.querySelector("#q-suggestions [role=option]").textContent));
  await input(page).fill("magma");
  assert.match(await options(page).first().innerText(), /magma/i, "at once");
  assert.equal(asked.filter((q) => q === "magma").length, 1);
});

await test("on a slow network the old list stays until the new one is there", {}, async (page) => {
  await page.goto("/?lang=en");
  await type(page, "soc");
  const before = await options(page).count();
  let release;
  await page.route(suggestions, async (route) => {
    await new Promise((resolve) => { release = resolve; });
    await route.continue();
  });
  await page.keyboard.type("ial inn");
  await page.waitForTimeout(300);
  assert.ok(await list(page).isVisible());
  assert.equal(await options(page).count(), before);
  release();
  await page.waitForFunction(() => document.querySelectorAll("#q-suggestions mark").length > 0 && /inn/i.test(document.querySelector("#q-suggestions [role=option] mark ~ mark")?.textContent ?? ""));
});

for (const [how, fail] of [["nothing is reached", (route) => route.abort()], ["the server fails", (route) => route.fulfill({ status: 500, body: "", headers: { "content-security-policy": "default-src 'none'" } })]]) {
  await test(`where ${how} the box is a plain form`, { expected: /Failed to load resource/ }, async (page) => {
    await page.route(suggestions, fail);
    await page.goto("/?lang=en");
    await input(page).focus();
    await page.keyboard.type("social");
    await page.waitForTimeout(300);
    assert.equal(await list(page).isVisible(), false);
    assert.equal(await page.locator("#q ~ [role=status]").textContent(), "");
    await Promise.all([page.waitForURL(/q=social/), page.keyboard.press("Enter")]);
  });
}

await test("what the server says is text, not HTML", {}, async (page) => {
  const bad = "<img src=x onerror=alert(1)> &lt;b&gt; <mark>A</mark> &amp; <mark><b>x</b></mark>";
  await page.route(suggestions, (route) => route.fulfill({ headers: { "content-security-policy": "default-src 'none'" }, json: { groups: [{ kind: "definition", label: "<i>x</i>", total: 1,
    suggestions: [{ id: "a", title: "A", lang: "en", url: "/record/a", highlight: bad, other_name: bad }] }] } }));
  await page.goto("/?lang=en");
  await type(page, "a");
  assert.equal(await list(page).locator("img, b, i").count(), 0);
  assert.match(await options(page).first().innerText(), /<img src=x onerror=alert\(1\)> <b> A & /);
});

await test("nothing moves when the list opens", {}, async (page) => {
  await page.goto("/?lang=en&q=innovation");
  const where = () => page.evaluate(() => Array.from(document.querySelectorAll("h1, h2, #q, .search-row .button, .hit, footer"), (at) => JSON.stringify(at.getBoundingClientRect())));
  const before = await where();
  await input(page).press("End");
  await type(page, " s");
  assert.deepEqual(await where(), before);
});

for (const [name, more] of Object.entries({ light: {}, dark: { colorScheme: "dark" }, "forced colours": { forcedColors: "active" }, phone: { viewport: widths.narrow } })) {
  await test(`axe finds nothing in an open list: ${name}`, more, async (page) => {
    await page.goto("/?lang=sk");
    await type(page, "soc");
    await page.keyboard.press("ArrowDown");
    assert.deepEqual(await violations(page), []);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${overflow} px`);
  });
}
