// <pramen-search> in a page of another site: the demo of server/web/demo, served from a port of its own under a policy as
// strict as a host may have. As http://localhost it is a site that the server lets in, as http://127.0.0.1 one that it does not.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { base, test, violations, widths } from "./harness.mjs";

const port = Number(process.env.PRAMEN_DEMO_PORT);
const folder = process.env.PRAMEN_DEMO;
const allowed = `http://localhost:${port}`;
const stranger = `http://127.0.0.1:${port}`;
const server = base.origin;
const policy = `default-src 'none'; script-src 'self' ${server}; connect-src ${server}; style-src 'self'; form-action ${server}; base-uri 'none'; require-trusted-types-for 'script'`;
const types = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript" };

const host = createServer((request, response) => {
  const name = request.url === "/" ? "index.html" : request.url.slice(1).split("?")[0];
  const known = ["index.html", "demo.css", "demo.js"].includes(name);
  response.writeHead(known ? 200 : 404, { "Content-Type": types[name.split(".").at(-1)] ?? "text/plain", "Content-Security-Policy": policy });
  response.end(known ? readFileSync(join(folder, name), "utf8").replaceAll("https://pramen.example.org", server) : "");
}).listen(port);

const origins = [allowed, stranger];
const input = (page, id = "plain") => page.locator(`#${id}`).getByRole("combobox");
const list = (page, id = "plain") => page.locator(`#${id}`).getByRole("listbox");
const options = (page, id = "plain") => page.locator(`#${id}`).getByRole("option");

async function type(page, text, id) {
  await input(page, id).focus();
  await page.keyboard.type(text);
  await list(page, id).waitFor();
}

await test("the widget suggests in a page of another site, under its strict policy", { origins }, async (page) => {
  await page.goto(allowed);
  await type(page, "inov");
  assert.ok(await options(page).count() > 3);
  await page.keyboard.press("ArrowDown");
  const active = await input(page).getAttribute("aria-activedescendant");
  assert.equal(await page.locator("#plain").evaluate((widget) => widget.shadowRoot.querySelector("[aria-selected=true]").id), active);
  assert.equal(await page.evaluate(() => document.activeElement.id), "plain");
  // The sheet is made in the script: 'unsafe-inline' is not needed, and it is there.
  assert.equal(await page.locator("#plain").evaluate((widget) => getComputedStyle(widget.shadowRoot.querySelector(".row")).display), "flex");
  await page.keyboard.press("Escape");
  assert.equal(await list(page).isVisible(), false);
  await page.keyboard.press("Escape");
  assert.equal(await input(page).inputValue(), "");
});

await test("Enter leads from the widget to the record", { origins }, async (page) => {
  await page.goto(allowed);
  await type(page, "magma");
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForURL(/\/record\/at-magma\?lang=sk/), page.keyboard.press("Enter")]);
  assert.equal(new URL(page.url()).origin, server);
});

await test("the widget's form searches", { origins }, async (page) => {
  await page.goto(allowed);
  await input(page, "themed").fill("housing");
  await Promise.all([page.waitForURL(/q=housing/), page.keyboard.press("Enter")]);
  const sent = new URL(page.url());
  assert.equal(sent.origin + sent.pathname, `${server}/`);
  assert.deepEqual([sent.searchParams.get("kind"), sent.searchParams.get("lang")], ["case_study", "en"]);
  assert.ok(await page.locator(".hit").count() > 0);
});

await test("a kind narrows the suggestions, and the words' searches", { origins }, async (page) => {
  await page.goto(allowed);
  await type(page, "social", "themed");
  const addresses = await options(page, "themed").evaluateAll((all) => all.map((option) => new URL(option.href)).map((url) => url.pathname + url.search));
  assert.equal(await list(page, "themed").getByRole("group").count(), 2);
  for (const address of addresses.filter((one) => one.startsWith("/?"))) assert.match(address, /kind=case_study/);
  assert.ok(addresses.some((one) => one.startsWith("/record/")));
});

await test("the host hears what is chosen, and may keep it", { origins }, async (page) => {
  await page.goto(allowed);
  await type(page, "magma", "handled");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /magma/i.test(document.getElementById("chosen").textContent));
  assert.equal(new URL(page.url()).origin, allowed);
  const heard = await page.evaluate(() => new Promise((resolve) => {
    document.addEventListener("pramen-submit", (event) => { event.preventDefault(); resolve(event.detail); }, { once: true });
    const form = document.getElementById("handled").shadowRoot.querySelector("form");
    form.elements.q.value = "dom";
    form.requestSubmit();
  }));
  assert.deepEqual(heard, { query: "dom" });
});

await test("a host's colours go in by custom properties and parts, its styles do not", { origins }, async (page) => {
  await page.goto(allowed);
  const style = (id, part, property) => page.locator(`#${id}`).evaluate((widget, [name, key]) => getComputedStyle(widget.shadowRoot.querySelector(`[part~=${name}]`))[key], [part, property]);
  assert.equal(await style("themed", "button", "backgroundColor"), "rgb(107, 44, 11)");
  assert.equal(await style("themed", "label", "fontStyle"), "italic");
  assert.equal(await style("plain", "button", "backgroundColor"), "rgb(0, 101, 179)");
  assert.equal(await style("plain", "button", "letterSpacing"), "normal");
});

await test("attributes may change", { origins }, async (page) => {
  await page.goto(allowed);
  await page.locator("#plain").evaluate((widget) => { widget.lang = "hu"; widget.setAttribute("placeholder", "pl. lakhatás"); });
  assert.equal(await page.locator("#plain").getByRole("button").innerText(), "Keresés");
  assert.equal(await input(page).getAttribute("placeholder"), "pl. lakhatás");
  await type(page, "szoc");
  assert.match(await list(page).getAttribute("aria-label"), /Javaslatok/);
});

await test("without JavaScript the host's form is there", { origins, javaScriptEnabled: false }, async (page) => {
  await page.goto(allowed);
  await page.locator("#fallback").fill("inovácia");
  await Promise.all([page.waitForURL(/q=inov/), page.locator("#plain button").click()]);
  assert.equal(new URL(page.url()).origin, server);
});

await test("what was typed before the script came is kept", { origins }, async (page) => {
  let release;
  await page.route(`${server}/pramen.js`, async (route) => { await new Promise((resolve) => { release = resolve; }); await route.continue(); });
  await page.goto(allowed, { waitUntil: "commit" });
  await page.locator("#fallback").fill("byv");
  release();
  await input(page).waitFor();
  assert.equal(await input(page).inputValue(), "byv");
  assert.equal(await page.evaluate(() => document.activeElement.id), "plain");
});

await test("a site that is not let in has a plain form", { origins, expected: /CORS policy|Failed to load resource/ }, async (page) => {
  await page.goto(stranger);
  await input(page).fill("inov");
  await page.waitForTimeout(400);
  assert.equal(await list(page).isVisible(), false);
  await Promise.all([page.waitForURL(/q=inov/), page.keyboard.press("Enter")]);
  assert.equal(new URL(page.url()).origin, server);
});

for (const [name, more] of Object.entries({ desktop: {}, phone: { viewport: widths.narrow }, "forced colours": { forcedColors: "active" } })) {
  await test(`axe finds nothing in a page with widgets: ${name}`, { origins, bypassCSP: true, ...more }, async (page) => {
    await page.goto(allowed);
    await type(page, "soc");
    await page.keyboard.press("ArrowDown");
    assert.deepEqual(await violations(page), []);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${overflow} px`);
  });
}

host.close();
