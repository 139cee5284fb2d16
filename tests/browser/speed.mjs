// How long a reader waits: a phone of the cheapest kind (processor six times slower) on a slow mobile network
// (400 ms of latency, 400 kbit/s), by what Chromium itself measures. Prints one line of TSV a page.
//
//   tests/browser/run.sh PRAMEN DATABASE BUILD_DIR speed.mjs
import { base, finish, visit } from "./harness.mjs";
import { pages, states } from "./pages.mjs";

const rounds = 3;
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function measure(address) {
  const visitor = await visit(states.phone.options);
  const { page } = visitor;
  const browser = await page.context().newCDPSession(page);
  await browser.send("Network.enable");
  await browser.send("Network.emulateNetworkConditions",
    { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 });
  await browser.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await page.addInitScript(() => {
    window.seen = { largest: 0, shifted: 0, blocked: 0, slowest: 0 };
    const on = (type, use, more = {}) => new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true, ...more });
    on("largest-contentful-paint", (entry) => { window.seen.largest = entry.startTime; });
    on("layout-shift", (entry) => { if (!entry.hadRecentInput) window.seen.shifted += entry.value; });
    on("longtask", (entry) => { window.seen.blocked += entry.duration - 50; });
    on("event", (entry) => { window.seen.slowest = Math.max(window.seen.slowest, entry.duration); }, { durationThreshold: 16 });
  });
  await page.goto(address, { waitUntil: "networkidle" });
  const box = page.locator("#q");
  if (await box.count() > 0) {
    await box.focus();
    await box.pressSequentially("soci", { delay: 150 });
    await page.waitForTimeout(1500);
  }
  const figures = await page.evaluate(() => ({
    first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    bytes: [...performance.getEntriesByType("resource"), ...performance.getEntriesByType("navigation")]
      .reduce((sum, entry) => sum + entry.transferSize, 0),
    ...window.seen,
  }));
  await visitor.close();
  return figures;
}

console.log(["page", "kB", "first_paint_ms", "largest_paint_ms", "blocked_ms", "slowest_key_ms", "shift"].join("\t"));
for (const [name, address] of Object.entries(pages)) {
  const taken = [];
  for (let round = 0; round < rounds; round += 1) taken.push(await measure(new URL(address("sk"), base).href));
  const of = (key) => median(taken.map((figures) => figures[key]));
  console.log([name, (of("bytes") / 1000).toFixed(0), of("first").toFixed(0), of("largest").toFixed(0), of("blocked").toFixed(0),
    of("slowest").toFixed(0), of("shifted").toFixed(3)].join("\t"));
}
await finish();
