// An editor's day: sign in, upload a corpus with seven faults, read them, mend them, preview, publish, roll back; and each
// page of the editors in six languages, as axe-core sees it, wide and narrow.
//
//   PRAMEN_URL=http://127.0.0.1:8080/ PRAMEN_EDITOR=name PRAMEN_PASSWORD=... node editor.mjs
//
// Expects a server over a corpus that may be written to, and an account that may do everything (editor.sh makes both).
import assert from "node:assert/strict";
import { over, press, signIn } from "./editor_steps.mjs";
import { finish, languages, test, violations, widths } from "./harness.mjs";

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
// Refusals that belong to the test are reported by the browser.
const expected = /status of 4(00|03|04|22)/;

const record = (front, body = "Rodiny si stavajú domy samy.") =>
  ({ name: "", mimeType: "text/markdown", buffer: Buffer.from(`---\n${front}\n---\n\n${body}\n`) });
const file = (id, front) => ({ ...record(front), name: `${id}.sk.md` });
const facts = "kind: case_study\ncountry: sk";
const wrong = [
  { ...file("day-one", `${facts}\ntitle: Prvý dom\nyear: never`), mend: ["year: never", "year: 2019"] },
  { ...file("day-two", `${facts}\ntitle: Druhý dom\nyear: 20199`), mend: ["year: 20199", "year: 2019"] },
  { ...file("day-three", `${facts}\ntitle: Tretí dom\ntopics: [nothing-like-it]`), mend: ["topics: [nothing-like-it]", "topics: [housing]"] },
  { ...file("day-four", `${facts}\ntitle: Štvrtý dom\ncolour: red`), mend: ["colour: red\n", ""] },
  { ...file("day-five", `${facts}\ntitle: Piaty dom\nrelated: [no-such-record]`), mend: ["related: [no-such-record]\n", ""] },
  { ...file("day-six", `kind: case_study\ncountry: xx\ntitle: Šiesty dom`), mend: ["country: xx", "country: sk"] },
  { ...file("day-seven", `${facts}\nsummary: Bez názvu`), mend: ["summary: Bez názvu", "title: Siedmy dom"] },
];

for (const javaScriptEnabled of [true, false]) {
  await test(`an editor's day, ${javaScriptEnabled ? "with" : "without"} JavaScript`, { expected, javaScriptEnabled, reducedMotion: "reduce" }, async (page) => {
    await signIn(page);
    const published = await page.locator(".editor-card strong").first().innerText();

    // Nothing lands while there are faults.
    await page.getByRole("link", { name: "Upload files" }).first().click();
    await page.locator("#files").setInputFiles(wrong.map(({ mend, ...one }) => one));
    await press(page, "Check and upload");
    assert.match(await page.locator(".error-box").innerText(), /Nothing was taken in/);
    assert.ok(await page.locator(".editor-problems tbody tr").count() >= 7);

    // Taken in with them, they are mended here, each at its line.
    await page.locator("#files").setInputFiles(wrong.map(({ mend, ...one }) => one));
    await page.locator("#keep").check();
    await press(page, "Check and upload");
    assert.match(await page.locator(".note").innerText(), /7 files are in the corpus/);
    await press(page, "Check");
    if (javaScriptEnabled) await over(page);
    else while (await page.locator("[data-events]").count() > 0) await page.reload();
    assert.match(await page.locator("caption").innerText(), /^7 faults/);
    const check = page.url();
    for (const { name: wanted, mend: [from, to] } of wrong) {
      await page.goto(check);
      await page.getByRole("link", { name: new RegExp(wanted.replaceAll(".", "\\.")) }).first().click();
      assert.equal(await page.locator(".editor-lines .marked").count(), 1, wanted);
      const text = await page.locator("#text").inputValue();
      assert.ok(text.includes(from), wanted);
      await page.locator("#text").fill(text.replace(from, to));
      await press(page, "Check and save");
      assert.match(await page.locator(".note").innerText(), /Saved/, wanted);
    }

    await page.getByRole("link", { name: "Overview" }).click();
    await press(page, "Preview");
    if (javaScriptEnabled) await over(page);
    else while (await page.locator("[data-events]").count() > 0) await page.reload();
    assert.match(await page.locator("main").innerText(), /day-seven/);
    await page.locator("#why").fill("seven houses");
    await press(page, "Publish");
    assert.match(await page.locator("tr", { hasText: "published" }).first().innerText(), /seven houses/);

    await page.getByRole("link", { name: "Roll back" }).click();
    assert.match(await page.locator("main").innerText(), /day-seven/, "what goes is said before it goes");
    await page.locator("#why").fill("not yet");
    await press(page, "Roll back");
    await page.getByRole("link", { name: "Overview" }).click();
    assert.equal(await page.locator(".editor-card strong").first().innerText(), published);

    await press(page, "Sign out");
    await page.goto("/editor/generations?lang=en");
    assert.match(page.url(), /sign-in/);
  });
}

await test("a wrong password is no name's fault", { expected }, async (page) => {
  await page.goto("/editor/sign-in?lang=en");
  await page.locator("#name").fill("nobody");
  await page.locator("#password").fill("not the password");
  await press(page, "Sign in");
  assert.match(await page.locator("[role=alert]").innerText(), /do not go together/);
  assert.equal(await page.locator("#name").inputValue(), "nobody");
  assert.deepEqual(await violations(page), []);
});

await test("every page of the editors: sound in six languages", { expected }, async (page) => {
  await page.goto("/editor/sign-in?lang=bg");
  assert.deepEqual(await violations(page), []);
  await signIn(page);
  await press(page, "Report");
  await over(page);
  const report = new URL(page.url()).pathname;
  await page.goto("/editor?lang=en");
  await press(page, "Preview");
  await over(page);
  const preview = new URL(page.url()).pathname;
  const some = "/editor/file?path=records/case_study/day-one.sk.md";
  for (const address of ["/editor", "/editor/jobs", report, preview, some, "/editor/upload", "/editor/best-bets", "/editor/queries", "/editor/generations",
                         "/editor/generations/1", "/editor/keys", "/editor/log"]) {
    for (const lang of languages) {
      await page.goto(`${address}${address.includes("?") ? "&" : "?"}lang=${lang}`);
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      assert.equal(await page.locator("h1").count(), 1, address);
      assert.doesNotMatch(await page.locator("main").innerText(), /\{\{|undefined/, address);
      for (const [width, size] of Object.entries(widths)) {
        if (width !== "desktop" && !["sk", "bg"].includes(lang)) continue;
        await page.setViewportSize(size);
        assert.ok(await overflow(page) <= 0, `${address} ${lang}, ${width}: scrolls sideways by ${await overflow(page)} px`);
      }
      if (["sk", "bg"].includes(lang)) assert.deepEqual(await violations(page), [], `${address} ${lang}`);
    }
  }
});

await finish();
