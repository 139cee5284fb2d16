// Makes what a browser loads: the style (Sass), the scripts (TypeScript), the
// fonts (subsets), and the outlines of the map. The same sources always give the same bytes, and a build that
// is too big for its budget fails.
//
//   node build.mjs OUT      in a folder that has node_modules (script/web sees to it)
//
// OUT ends up with these files and no others, and with sources.sha256, the hash
// of what they were made from, which cmake/web.cmake computes in the same way.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { compile } from "sass";
import subset from "subset-font";
import { frames, outlines } from "./map/outlines.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const out = resolve(process.argv[2] ?? join(here, "built"));

const scripts = [
  { source: "scripts/page.ts", name: "pramen-page.js", gzipped: 25_000 },
  { source: "scripts/widget.ts", name: "pramen.js", gzipped: 25_000 },
  { source: "scripts/editor.ts", name: "pramen-editor.js", gzipped: 5_000 },
];
const style = { source: "styles/pramen.scss", name: "pramen.css", bytes: 40_000 };
const map = { bytes: 25_000 };  // each of its frames
const editorStyle = { source: "styles/editor.scss", name: "pramen-editor.css", bytes: 8_000 };
const targets = ["es2020", "chrome90", "firefox90", "safari14.1"];

// Letters of the six languages and their neighbours, in one file each script, so
// that a page fetches only what it shows. All weights that we use are in one file.
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("");
const fonts = [
  { name: "latin", letters: range(0x20, 0x7e) + range(0xa0, 0xff) + "ıŒœˆ˚˜–—‘’‚“”„†•…‹›⁄€™−↑↓" },
  { name: "latin-ext", letters: range(0x100, 0x130) + range(0x132, 0x151) + range(0x154, 0x17f) + "ȘșȚțẞ" },
  { name: "cyrillic", letters: "\u0301" + range(0x400, 0x45f) + "№" },
];

function fail(sentence) {
  console.error(`build.mjs: ${sentence}`);
  process.exit(1);
}

// "U+20-7E, U+A0": what CSS calls these letters.
function unicodeRange(letters) {
  const points = [...letters].map((letter) => letter.codePointAt(0)).sort((a, b) => a - b);
  const ranges = [];
  for (const point of points) {
    const last = ranges.at(-1);
    if (last && point === last[1] + 1) last[1] = point;
    else ranges.push([point, point]);
  }
  const hex = (point) => point.toString(16).toUpperCase();
  return ranges.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(", ");
}

// The name carries a hash of the bytes, so that a font may be kept for ever.
async function buildFont({ name, letters }) {
  const whole = readFileSync(join(modules, `@fontsource-variable/source-sans-3/files/source-sans-3-${name}-wght-normal.woff2`));
  const bytes = await subset(whole, letters, { targetFormat: "woff2", variationAxes: { wght: { min: 400, max: 700 } } });
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  return { file: `source-sans-${name}.${hash}.woff2`, bytes, range: unicodeRange(letters) };
}

const fontFace = ({ file, range }) =>
  `@font-face{font-family:"Source Sans 3";font-weight:400 700;font-display:swap;src:url(${file}) format("woff2");unicode-range:${range}}`;

async function buildStyle({ source }, faces) {
  const { css } = compile(join(here, source), {
    loadPaths: [join(here, "styles"), join(modules, "@id-sk/frontend")],
    charset: false,
    quietDeps: true,
    // ID-SK is written for the Sass of its day; its files are named exactly, so nothing moves under us.
    silenceDeprecations: ["import", "global-builtin", "color-functions", "slash-div", "if-function"],
  });
  const { code } = await transform(faces.join("\n") + css, { loader: "css", minify: true, target: targets, charset: "utf8", legalComments: "none" });
  return Buffer.from(code);
}

async function buildScript({ source }) {
  const { outputFiles } = await build({
    entryPoints: [join(here, source)], bundle: true, minify: true, write: false, format: "iife", target: targets, charset: "utf8",
    legalComments: "none", logLevel: "error",
  });
  return Buffer.from(outputFiles[0].contents);
}

// One line a source, "<sha256>  <path>", sorted by path; the hash of those lines.
function sourcesHash() {
  const found = ["build.mjs", "package-lock.json", "package.json", "tsconfig.json"];
  for (const folder of ["client", "map", "scripts", "styles"]) {
    if (!existsSync(join(here, folder))) continue;
    for (const name of readdirSync(join(here, folder), { recursive: true })) {
      if (/\.(ts|scss)$/.test(name) || folder === "map") found.push(`${folder}/${name}`);
    }
  }
  const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
  return sha256(found.sort().map((path) => `${sha256(readFileSync(join(here, path)))}  ${path}\n`).join(""));
}

function within(name, size, budget, unit) {
  console.error(`${name}: ${size} of ${budget} bytes${unit}`);
  if (size > budget) fail(`${name} is over its budget: ${size} bytes${unit}, at most ${budget}`);
}

try {
  execFileSync(process.execPath, [join(modules, "typescript/bin/tsc"), "-p", here], { stdio: ["ignore", 2, 2] });
} catch {
  fail("the types of the scripts are not sound; the lines above say where");
}
const made = new Map();
const subsets = await Promise.all(fonts.map(buildFont));
for (const { file, bytes } of subsets) made.set(file, bytes);
for (const [sheet, faces] of [[style, subsets.map(fontFace)], [editorStyle, []]]) {
  made.set(sheet.name, await buildStyle(sheet, faces));
  within(sheet.name, made.get(sheet.name).length, sheet.bytes, "");
}
for (const script of scripts) {
  if (!existsSync(join(here, script.source))) continue;
  made.set(script.name, await buildScript(script));
  within(script.name, gzipSync(made.get(script.name), { level: 9 }).length, script.gzipped, ", gzipped");
}
for (const frame of Object.keys(frames)) {
  made.set(`map-${frame}.txt`, Buffer.from(outlines(frame)));
  within(`map-${frame}.txt`, made.get(`map-${frame}.txt`).length, map.bytes, "");
}
made.set("sources.sha256", `${sourcesHash()}\n`);

mkdirSync(out, { recursive: true });
for (const name of readdirSync(out)) if (!made.has(name)) rmSync(join(out, name));
for (const [name, bytes] of made) writeFileSync(join(out, name), bytes);
