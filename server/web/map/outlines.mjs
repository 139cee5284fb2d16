// The outlines of the map: Natural Earth 1:50m, as npm's world-atlas packs it, drawn in Lambert's azimuthal
// equal-area projection (that of ETRS89-LAEA, by which European statistics are shown; on a sphere, since nobody sees
// the 0.3 % at the edge). Equal areas matter where countries are compared.
//
//   outlines(frame)  the text that server/map_shapes.h reads: a line `frame`, then one a country
//
// Arcs that two countries share are simplified once, so that no gap opens between them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoAzimuthalEqualArea, geoContains, geoIdentity, geoPath } from "d3-geo";
import { feature, mergeArcs } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const earth_km = 6371;
const width = 1000;  // units of the picture
const margin = 6;    // beyond the picture, so that no edge of the clipping is seen
const bend = 2.5;    // square units: a bend that encloses less is left out
const smallest = 12; // square units: islands below are left out
const tiny = 60;     // square units: a country below is a disc, which can be seen and hit
const disc = 5;

// `name`: where the name of a country stands (east, north), and in how much room (units), if not in the middle of its
// largest part and as wide as that. `named`: these countries only.
export const frames = {
  europe: {
    centre: [12.6, 52.2], km: [4100, 3900],
    name: { hr: [16.4, 45.6, 30], no: [9.2, 61.2], se: [15.2, 60.9], fi: [26.3, 63.0], gb: [-1.6, 53.1], it: [12.2, 43.4], gr: [22.0, 39.5], fr: [2.6, 47.0], tr: [31.5, 39.3],
            ba: [17.8, 44.35], es: [-5.2, 38.9], be: [4.9, 50.1, 30], lt: [23.6, 55.6], ie: [-8.0, 53.2], pt: [-8.1, 39.9], mt: [14.4, 35.1, 200], sk: [19.45, 48.95], at: [14.1, 47.75], hu: [19.6, 47.3], de: [10.2, 51.1], ee: [25.8, 58.8],
            al: [20.0, 41.1], is: [-18.6, 64.9], dk: [9.3, 56.1], ua: [31.3, 49.3], md: [28.6, 47.2, 30], cy: [33.1, 34.4, 100], cz: [15.3, 50.0], me: [19.2, 42.8, 30], rs: [20.9, 44.1], si: [14.7, 46.35] },
  },
  middle: {
    centre: [19.3, 46.4], km: [1640, 1270],
    named: ["at", "bg", "cz", "hu", "sk", "de", "pl", "ua", "ro", "rs", "hr", "si", "it", "ba", "me", "al", "mk", "md", "tr", "gr"],
    name: { at: [14.4, 47.35], bg: [25.9, 43.05], cz: [15.7, 49.6], hu: [20.4, 46.45], sk: [18.95, 49.1], de: [10.9, 50.3], pl: [19.3, 51.3], ua: [27.0, 49.6], ro: [24.8, 45.9],
            rs: [20.9, 44.0], hr: [16.6, 45.55], si: [14.9, 46.35], it: [11.4, 44.6], ba: [17.8, 44.3], me: [19.2, 42.8], al: [20.1, 41.2], mk: [21.7, 41.6], md: [28.6, 47.2],
            tr: [28.2, 41.2], gr: [23.6, 41.0] },
  },
};

// Natural Earth knows countries by number, ISO 3166-1; the vocabulary `country` by two letters. Land of others is "-".
const keys = {
  "040": "at", "100": "bg", "203": "cz", "348": "hu", "703": "sk", "056": "be", "756": "ch", "196": "cy", "276": "de", "208": "dk", "233": "ee", "724": "es", "246": "fi",
  "250": "fr", "826": "gb", "300": "gr", "191": "hr", "372": "ie", "352": "is", "380": "it", "438": "li", "440": "lt", "442": "lu", "428": "lv", "498": "md", "499": "me",
  "807": "mk", "470": "mt", "528": "nl", "578": "no", "616": "pl", "620": "pt", "642": "ro", "688": "rs", "752": "se", "705": "si", "792": "tr", "804": "ua", "008": "al", "070": "ba",
};

// One shape a country. Natural Earth draws who holds a place. The European Union does not recognise the annexation of Crimea, nor
// a state in the north of Cyprus; a map of a public body of a member state shows them as it does.
function asTheUnionSeesThem(topology) {
  const countries = topology.objects.countries.geometries;
  const country = (id) => countries.find((one) => one.id === id);
  const join = (id, ...parts) => Object.assign(country(id), mergeArcs(topology, [country(id), ...parts]));
  const russia = country("643");
  const crimea = russia.arcs.filter((arcs) => geoContains(feature(topology, { type: "Polygon", arcs }), [34.3, 45.3]));
  if (crimea.length !== 1) throw new Error("world-atlas: Crimea is not where it was");
  russia.arcs = russia.arcs.filter((arcs) => arcs !== crimea[0]);
  join("804", { type: "Polygon", arcs: crimea[0] });
  join("246", country("248"));  // Åland, which is Finland
  countries.splice(countries.indexOf(country("248")), 1);
  const north = countries.findIndex((one) => one.properties.name === "N. Cyprus");
  if (north < 0) throw new Error("world-atlas: the north of Cyprus is not where it was");
  join("196", ...countries.splice(north, 1));
  return topology;
}

// The topology in units of the picture, plane; only geometries that come into it.
function projected(topology, projection, height) {
  const { scale: [kx, ky], translate: [tx, ty] } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => projection([(x += dx) * kx + tx, (y += dy) * ky + ty]));
  });
  const inside = ([x, y]) => x > -margin && x < width + margin && y > -margin && y < height + margin;
  const seen = (part) => (Array.isArray(part) ? part.some(seen) : arcs[part < 0 ? ~part : part].some(inside));
  const geometries = topology.objects.countries.geometries.filter((one) => seen(one.arcs));
  return { type: "Topology", arcs, objects: { countries: { type: "GeometryCollection", geometries } } };
}

const area = (ring) => Math.abs(ring.reduce((sum, [x, y], i) => { const [u, v] = ring[(i + 1) % ring.length]; return sum + x * v - u * y; }, 0)) / 2;
const breadth = (ring) => { const across = ring.map(([x]) => x); return Math.round(Math.max(...across) - Math.min(...across)); };
const round = ([x, y]) => [Math.round(x), Math.round(y)];

// The rings of a shape, cut off at the frame.
function rings(shape, height) {
  const found = [];
  const pen = { beginPath() {}, closePath() {}, moveTo(x, y) { found.push([[x, y]]); }, lineTo(x, y) { found.at(-1).push([x, y]); } };
  geoPath(geoIdentity().clipExtent([[-margin, -margin], [width + margin, height + margin]]), pen)(shape);
  return found.sort((a, b) => area(b) - area(a));
}

function path(ring) {
  let [x, y] = round(ring[0]);
  const start = `M${x} ${y}`;
  const steps = [];
  for (const [u, v] of ring.slice(1).map(round)) {
    if (u !== x || v !== y) steps.push(`${u - x} ${v - y}`);
    [x, y] = [u, v];
  }
  return steps.length < 2 ? "" : `${start}l${steps.join(" ").replaceAll(" -", "-")}z`;
}

const discAt = ([x, y]) => `M${x - disc} ${y}a${disc} ${disc} 0 1 0 ${2 * disc} 0a${disc} ${disc} 0 1 0-${2 * disc} 0z`;

export function outlines(frame) {
  const { centre: [east, north], km, name, named } = frames[frame];
  const unit = km[0] / width, height = Math.round(km[1] / unit), scale = earth_km / unit;
  const projection = geoAzimuthalEqualArea().rotate([-east, -north]).scale(scale).translate([width / 2, height / 2]);
  const world = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("world-atlas/countries-50m.json"), "utf8"));
  const topology = simplify(presimplify(projected(asTheUnionSeesThem(world), projection, height)), bend);
  const lines = [];
  for (const shape of feature(topology, topology.objects.countries).features) {
    const key = keys[shape.id] ?? "-";
    const [largest, ...others] = rings(shape, height);
    if (!largest || (key === "-" && area(largest) < smallest)) continue;
    const middle = geoPath().centroid({ type: "Polygon", coordinates: [[...largest, largest[0]]] });
    const outline = key !== "-" && area(largest) < tiny ? discAt(round(middle)) : [largest, ...others.filter((ring) => area(ring) >= smallest)].map(path).join("");
    const unnamed = key === "-" || (named && !named.includes(key));
    const [x, y] = unnamed ? [0, 0] : round(name[key] ? projection(name[key]) : middle);
    lines.push(`${key} ${x} ${y} ${unnamed ? 0 : name[key]?.[2] ?? breadth(largest)} ${outline}\n`);
  }
  return "# Made by server/web/map/outlines.mjs from Natural Earth 1:50m (public domain). Below: the middle of the picture (east,\n"
    + "# north), units a radian, width, height. Then key, x, y and room of the name, outline.\n"
    + `frame ${east} ${north} ${scale.toFixed(3)} ${width} ${height}\n${lines.sort().join("")}`;
}
