// Pictures of every page, small, for docs/screens:  PRAMEN_URL=… [PRAMEN_ONLY=regular-expression] node screens.mjs FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { finish, visit } from "./harness.mjs";
import { open, pages, states } from "./pages.mjs";

const folder = process.argv[2];
const shown = { desktop: ["sk", "en"], phone: ["bg"], dark: ["de"], "200 % text": ["hu"] };
const only = new RegExp(process.env.PRAMEN_ONLY ?? "");  // of the pages' names
mkdirSync(folder, { recursive: true });
for (const [name, address] of Object.entries(pages)) {
  if (!only.test(name)) continue;
  for (const [state, languages] of Object.entries(shown)) {
    for (const lang of languages) {
      const scale = state === "phone" ? 1 : 0.5;
      const visitor = await visit({ ...states[state].options, isMobile: false, deviceScaleFactor: scale, reducedMotion: "reduce" });
      await open(visitor.page, address(lang), states[state]);
      const file = `${name}-${lang}-${state.replace(/[^a-z0-9]+/g, "-").replace(/-$/, "")}.jpg`;
      await visitor.page.screenshot({ path: join(folder, file), type: "jpeg", quality: 70 });
      await visitor.close();
    }
  }
}
await finish();
