// How the search box's list looks, in page and widget alike. Constructed style sheets need no 'unsafe-inline' in a
// policy. Colours are custom properties with ID-SK's values behind them, so that a host can set its own; light and
// dark follow the color-scheme that the host declares.

const colours = `
--_ink: var(--pramen-ink, #0b0c0c); --_quiet: var(--pramen-quiet, #484d52); --_paper: var(--pramen-paper, #fff);
--_mark: var(--pramen-mark, #ffedb8);
--_accent: var(--pramen-accent, #0065b3); --_on-accent: var(--pramen-on-accent, #fff);
--_focus: var(--pramen-focus, #ffdf0f); --_field: var(--pramen-field, #0b0c0c);`;

const pairs = `
--_ink: var(--pramen-ink, light-dark(#0b0c0c, #f3f2f1)); --_quiet: var(--pramen-quiet, light-dark(#484d52, #c3c9cf));
--_paper: var(--pramen-paper, light-dark(#fff, #16191c));
--_mark: var(--pramen-mark, light-dark(#ffedb8, #5c4a00)); --_field: var(--pramen-field, light-dark(#0b0c0c, #c3c9cf));`;

const list = `
.pramen-box { position: relative; }
.pramen-unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.pramen-list {
  position: absolute; z-index: 20; box-sizing: border-box; overflow: auto; overscroll-behavior: contain; padding-bottom: .4rem;
  color: var(--_ink); background: var(--_paper); border: 2px solid var(--_field); border-top: 0; box-shadow: 0 .4rem 1rem #0003;
  font-size: 1.0625rem; line-height: 1.35; text-align: start;
}
.pramen-list[hidden] { display: none; }
.pramen-group-label { padding: .6rem .75rem .25rem; color: var(--_quiet); font-size: .9375rem; font-weight: 700; }
.pramen-capital { display: inline-block; }
.pramen-capital::first-letter { text-transform: uppercase; }
.pramen-total { font-weight: 400; }
.pramen-option { display: block; padding: .5rem .75rem; min-height: 1.5rem; color: inherit; text-decoration: none; cursor: pointer; overflow-wrap: anywhere; }
.pramen-option:visited { color: inherit; }
.pramen-option:hover { text-decoration: underline; }
.pramen-option mark { background: var(--_mark); color: inherit; font-weight: 600; padding: 0; }
.pramen-detail { color: var(--_quiet); font-size: .9375rem; }
.pramen-option[aria-selected=true] { background: var(--_accent); color: var(--_on-accent); outline: 3px solid transparent; outline-offset: -3px; }
.pramen-option[aria-selected=true] :is(mark, .pramen-detail) { background: none; color: inherit; }
.pramen-option[aria-selected=true] mark { text-decoration: underline; }
@media print { .pramen-list { display: none; } }`;

const boxed = (selector: string) => `${selector} {${colours}} @supports (color: light-dark(#000, #fff)) { ${selector} {${pairs}} }`;

// Our own pages have these colours under names of their own (styles/).
const ofPage = `
.pramen-list {
  --pramen-ink: var(--ink); --pramen-quiet: var(--quiet); --pramen-paper: var(--paper); --pramen-field: var(--field);
  --pramen-mark: var(--mark); --pramen-accent: var(--blue);
}`;

export const pageStyle = ofPage + boxed(".pramen-list") + list;

export const widgetStyle = `
${boxed(":host")}
:host { display: block; color: var(--_ink); font-family: var(--pramen-font, inherit); }
:host([hidden]) { display: none; }
${list}
form { margin: 0; }
label { display: block; margin: 0 0 .35rem; font-weight: 700; }
.row { display: flex; flex-wrap: nowrap; }
input, button { --_radius: var(--pramen-radius, 0); box-sizing: border-box; min-height: 2.75rem; margin: 0; font: inherit; }
input {
  flex: 1 1 auto; min-width: 0; padding: .45rem .6rem; color: var(--_ink); background: var(--_paper);
  border: 2px solid var(--_field); border-radius: var(--_radius) 0 0 var(--_radius); appearance: none;
}
button {
  flex: none; padding: .45rem 1.25rem; color: var(--_on-accent); background: var(--_accent); border: 2px solid var(--_accent);
  border-radius: 0 var(--_radius) var(--_radius) 0; font-weight: 700; cursor: pointer;
}
button:hover { text-decoration: underline; }
input:focus-visible, button:focus-visible { outline: 3px solid var(--_focus); box-shadow: inset 0 0 0 2px var(--_field); }`;

// Throws where a browser knows no constructed style sheets; `stylesCanBeMade` asks beforehand.
export function adopt(root: Document | ShadowRoot, css: string) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

export const stylesCanBeMade = () => "adoptedStyleSheets" in Document.prototype;
