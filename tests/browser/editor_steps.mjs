// What scripts of the editors' page have in common.
const name = process.env.PRAMEN_EDITOR ?? "day";
const password = process.env.PRAMEN_PASSWORD ?? "";

// A button, and the page behind it.
export const press = (page, title) => Promise.all([page.waitForNavigation(), page.getByRole("button", { name: title, exact: true }).click()]);

export async function signIn(page, lang = "en") {
  await page.goto(`/editor?lang=${lang}`);
  await page.locator("#name").fill(name);
  await page.locator("#password").fill(password);
  await Promise.all([page.waitForURL(/\/editor\?/), page.locator("#password").press("Enter")]);
}

// A job is over once its page holds no progress any more.
export const over = (page) => page.waitForFunction(() => document.querySelector("[data-events]") === null, undefined, { timeout: 120_000 });
