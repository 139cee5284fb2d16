// Buttons that copy: what is in the clipboard afterwards, and what is said about it.
import assert from "node:assert/strict";
import { languages, test } from "./harness.mjs";

const permissions = ["clipboard-read", "clipboard-write"];
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const copied = { sk: "Skopírované", cs: "Zkopírováno", de: "Kopiert", hu: "Kimásolva", bg: "Копирано", en: "Copied" };

async function press(page, button) {
  await button.focus();
  await page.keyboard.press("Enter");
  const said = button.locator("xpath=following-sibling::*[@role='status'][1]");
  await page.waitForFunction((element) => element.textContent.trim() !== "", await said.elementHandle());
  return (await said.textContent()).trim();
}

for (const lang of languages) {
  await test(`link and citation of a search are copied, and a record's: ${lang}`, { permissions }, async (page) => {
    await page.goto(`/?lang=${lang}&q=social&country=at`);
    await page.locator(".share > summary").press("Enter");
    assert.equal(await press(page, page.locator("[data-copy-from=share-link]")), copied[lang]);
    const link = await clipboard(page);
    assert.match(link, /[?&]q=social/);
    assert.ok((await page.request.get(link)).ok());
    assert.equal(await press(page, page.locator("[data-copy-from=share-citation]")), copied[lang]);
    assert.equal(await clipboard(page), (await page.locator("#share-citation").textContent()).trim());
    await page.goto(`/record/at-magma?lang=${lang}`);
    assert.equal(await press(page, page.locator("[data-copy-from=citation]")), copied[lang]);
    assert.match(await clipboard(page), /MAGMA.*at-magma/s);
  });
}

await test("where the clipboard is refused, that is said", {}, async (page) => {
  await page.addInitScript(() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException("refused", "NotAllowedError")); });
  await page.goto("/record/at-magma?lang=en");
  assert.match(await press(page, page.locator("[data-copy-from=citation]")), /did not work. Please select/);
});

await test("without JavaScript no button stands there that does nothing", { javaScriptEnabled: false }, async (page) => {
  for (const address of ["/?lang=en&q=social", "/record/at-magma?lang=en", "/compare?concept=social-innovation&countries=sk,at&lang=en"]) {
    await page.goto(address);
    for (const button of await page.locator("[data-copy], [data-copy-from], [data-print]").all()) assert.equal(await button.isVisible(), false);
  }
});
