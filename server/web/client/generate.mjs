// Writes types.ts out of ../openapi.json: an interface for every schema, and for every path its parameters and answer.
//
//   node generate.mjs          writes types.ts beside itself
//   node generate.mjs --check  ends with 1 if types.ts is not what it would write
import { readFileSync, writeFileSync } from "node:fs";

const here = new URL(".", import.meta.url);
const api = JSON.parse(readFileSync(new URL("../openapi.json", here), "utf8"));
// To these the server adds a parameter for each facet of the schema it serves.
const counted = new Set(["/api/v1/search", "/api/v1/facets/{facet}", "/api/v1/titles", "/api/v1/map"]);

const named = (reference) => reference.split("/").at(-1);
const indent = (depth) => "  ".repeat(depth);
const comment = (text, depth) => (text ? `${indent(depth)}/** ${text.replaceAll("*/", "* /")} */\n` : "");
const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

function fields(schema, depth) {
  const required = new Set(schema.required ?? []);
  let text = "";
  for (const [name, field] of Object.entries(schema.properties ?? {}))
    text += `${comment(field.description, depth)}${indent(depth)}${key(name)}${required.has(name) ? "" : "?"}: ${type(field, depth)};\n`;
  for (const name of required)
    if (!(name in (schema.properties ?? {}))) text += `${indent(depth)}${key(name)}: ${rest(schema, depth)};\n`;
  return text;
}

function rest(schema, depth) {
  const other = schema.additionalProperties;
  return typeof other === "object" ? type(other, depth) : "unknown";
}

function object(schema, depth) {
  const own = fields(schema, depth + 1);
  const open = typeof schema.additionalProperties === "object" || own === "";
  // A field beside the open ones must fit their type, which `words` of "shared" does not: then both are allowed.
  const openType = own && schema.properties ? `${rest(schema, depth + 1)} | ${Object.values(schema.properties).map((field) => type(field, depth + 1)).join(" | ")}` : rest(schema, depth + 1);
  return `{\n${own}${open ? `${indent(depth + 1)}[name: string]: ${openType};\n` : ""}${indent(depth)}}`;
}

function type(schema, depth) {
  if (schema.$ref) return named(schema.$ref);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const kinds = [schema.type ?? "object"].flat();
  return kinds.map((kind) => {
    if (kind === "array") return `Array<${type(schema.items ?? { type: "null" }, depth)}>`.replace("<null>", "<unknown>");
    if (kind === "object") return object(schema, depth);
    return kind === "integer" ? "number" : kind;
  }).join(" | ");
}

// Those that stand in the path, or those of the query string.
function parameters(operation, place) {
  let text = "";
  for (const reference of operation.parameters ?? []) {
    const parameter = reference.$ref ? api.components.parameters[named(reference.$ref)] : reference;
    if (parameter.in !== place) continue;
    text += `${comment(parameter.description, 3)}${indent(3)}${key(parameter.name)}${place === "path" ? "" : "?"}: ${type(parameter.schema, 3)};\n`;
  }
  return text ? `{\n${text}${indent(2)}}` : "{}";
}

function answer(operation) {
  const content = operation.responses["200"].content;
  const json = Object.keys(content).find((media) => media.endsWith("json"));
  return type(content[json ?? Object.keys(content)[0]].schema, 2);
}

function types() {
  let text = `// Written by generate.mjs out of openapi.json; do not edit.

/** Filters: values of a facet, by its name as /api/v1/schema lists it; several are OR. */
export interface Facets {
  [facet: string]: string | number | readonly string[] | undefined;
}

`;
  for (const [name, schema] of Object.entries(api.components.schemas)) {
    if (name.startsWith("Admin")) continue;
    const plain = schema.type === "object";
    text += `${comment(schema.description, 0)}export ${plain ? `interface ${name} ` : `type ${name} = `}${type(schema, 0)}${plain ? "" : ";"}\n\n`;
  }
  text += "/** What each path takes and answers. */\nexport interface Paths {\n";
  for (const [path, { get }] of Object.entries(api.paths)) {
    if (path.startsWith("/api/v1/admin/")) continue;  // not for pages: they hold no keys
    text += `${comment(get.summary, 1)}${indent(1)}${JSON.stringify(path)}: {\n${indent(2)}path: ${parameters(get, "path")};\n${indent(2)}query: ${parameters(get, "query")}${counted.has(path) ? " & Facets" : ""};\n${indent(2)}answer: ${answer(get)};\n${indent(1)}};\n`;
  }
  return `${text}}\n`;
}

const file = new URL("types.ts", here);
if (!process.argv.includes("--check")) {
  writeFileSync(file, types());
} else if (readFileSync(file, "utf8") !== types()) {
  console.error("types.ts is not what openapi.json says: run `node server/web/client/generate.mjs`");
  process.exitCode = 1;
}
