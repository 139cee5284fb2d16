// "Soci<mark>á</mark>lna &amp; …" as nodes. The server sends escaped text and <mark>, nothing else; whatever else
// should stand there is shown as text, never read as HTML.

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

const plain = (escaped: string) => escaped.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? "");

export function marked(html: string): DocumentFragment {
  const nodes = document.createDocumentFragment();
  // Every second piece stood between <mark> and </mark>.
  html.split(/<mark>([^<]*)<\/mark>/).forEach((piece, index) => {
    if (piece === "") return;
    const text = plain(piece);
    if (index % 2 === 0) nodes.append(text);
    else nodes.append(element("mark", {}, text));
  });
  return nodes;
}

// An element with attributes and content.
export function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Record<string, string>, ...content: Array<Node | string>): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}
