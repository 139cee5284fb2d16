// Pictures of the editors' pages, small, for docs/screens:  tests/browser/editor.sh PRAMEN CORPUS BUILD_DIR editor_screens.mjs FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { finish, visit } from "./harness.mjs";
import { press, over, signIn } from "./editor_steps.mjs";
import { states } from "./pages.mjs";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const shown = { desktop: "sk", phone: "bg", dark: "de" };

// What there is to see: searches, a file with a fault, and a job of each sort.
async function prepare(page) {
  for (const words of ["komunitné centrum", "sociálny podnik", "zzqqxxyy"]) {
    for (let i = 0; i < 4; ++i) await page.request.get(`/?lang=sk&q=${encodeURIComponent(words)}`);
  }
  await signIn(page);
  await page.goto("/editor/upload?lang=en");
  const text = "---\nkind: case_study\ncountry: sk\ntitle: Dom pri rieke\nyear: never\n---\n\nRodiny si stavajú domy samy.\n";
  await page.locator("#files").setInputFiles([{ name: "sk-river-house.sk.md", mimeType: "text/markdown", buffer: Buffer.from(text) }]);
  await page.locator("#keep").check();
  await press(page, "Check and upload");
  const jobs = {};
  for (const [title, name] of [["Check", "check"], ["Report", "report"]]) {
    await page.goto("/editor?lang=en");
    await press(page, title);
    await over(page);
    jobs[name] = new URL(page.url()).pathname;
  }
  await page.goto("/editor/file?lang=en&path=records/case_study/sk-river-house.sk.md");
  await page.locator("#text").fill(text.replace("year: never", "year: 2019"));
  await press(page, "Check and save");
  await page.goto("/editor?lang=en");
  await press(page, "Preview");
  await over(page);
  jobs.preview = new URL(page.url()).pathname;
  return jobs;
}

const first = await visit(states.desktop.options);
const jobs = await prepare(first.page);
await first.page.waitForTimeout(6000);  // by then the searches are counted
await first.close();
const pages = { overview: "/editor", check: jobs.check, report: jobs.report, preview: jobs.preview,
  file: "/editor/file?path=records/case_study/sk-river-house.sk.md", upload: "/editor/upload", bets: "/editor/best-bets",
  queries: "/editor/queries", generations: "/editor/generations", keys: "/editor/keys", log: "/editor/log" };
for (const [state, lang] of Object.entries(shown)) {
  const scale = state === "phone" ? 1 : 0.5;
  const visitor = await visit({ ...states[state].options, isMobile: false, deviceScaleFactor: scale, reducedMotion: "reduce" });
  await signIn(visitor.page, lang);
  for (const [name, address] of Object.entries(pages)) {
    await visitor.page.goto(`${address}${address.includes("?") ? "&" : "?"}lang=${lang}`);
    await visitor.page.screenshot({ path: join(folder, `editor-${name}-${lang}-${state}.jpg`), type: "jpeg", quality: 70 });
  }
  await visitor.close();
}
await finish();
