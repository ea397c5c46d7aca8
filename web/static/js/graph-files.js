// The drawing as files, made here: PNG as it is on screen, SVG with words that stay words.

const SPACE = "http://www.w3.org/2000/svg";
const MARGIN = 40;

export function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export const asPng = (cy, paper) => cy.png({ output: "blob-promise", full: true, scale: 2, maxWidth: 8000, maxHeight: 8000, bg: paper });

// Returns the whole drawing as SVG text; what the documents say is put in as text and nothing else.
export function asSvg(cy, paper, address) {
  const seen = cy.elements().filter((one) => one.visible());
  const box = seen.nodes().boundingBox();
  const [width, height] = [box.w + 2 * MARGIN, box.h + 2 * MARGIN];
  const svg = make("svg", { xmlns: SPACE, viewBox: `${box.x1 - MARGIN} ${box.y1 - MARGIN} ${width} ${height}`, width, height, "font-family": "system-ui, sans-serif" });
  svg.append(make("title", {}, `Threadline: ${address}`), make("rect", { x: box.x1 - MARGIN, y: box.y1 - MARGIN, width, height, fill: paper }));
  seen.edges().forEach((edge) => svg.append(...line(edge)));
  seen.nodes().forEach((node) => svg.append(...shape(node)));
  return new XMLSerializer().serializeToString(svg);
}

function make(tag, attributes, text = "") {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) if (name !== "xmlns") element.setAttribute(name, value);
  element.textContent = printable(text);
  return element;
}

// XML has no way to write control characters, which a document may hold.
const printable = (text) => text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD");

const dashes = (style) => (style === "dashed" ? { "stroke-dasharray": "6 4" } : {});

function line(edge) {
  const [a, b] = [edge.source().position(), edge.target().position()];
  const drawn = make("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: edge.style("line-color"), "stroke-width": 1.4, ...dashes(edge.style("line-style")) });
  const word = edge.style("label");
  return word ? [drawn, make("text", { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - 3, "font-size": 10, "text-anchor": "middle", fill: edge.style("color") }, word)] : [drawn];
}

function shape(node) {
  const { x, y } = node.position();
  const [w, h] = [node.width(), node.height()];
  const lines = node.data("caption").split("\n");
  const isFact = node.hasClass("fact");
  const size = parseFloat(node.style("font-size"));
  const outline = { fill: node.style("background-color"), stroke: node.style("border-color"), "stroke-width": node.style("border-width"), ...dashes(node.style("border-style")) };
  const body = isFact
    ? make("rect", { x: x - w / 2, y: y - h / 2, width: w, height: h, rx: 6, ...outline })
    : make("circle", { cx: x, cy: y, r: w / 2, ...outline });
  const top = isFact ? y - ((lines.length - 1) * size * 1.2) / 2 + size * 0.35 : y + h / 2 + 4 + size;
  const words = lines.map((text, index) => make("text", { x, y: top + index * size * 1.2, "font-size": size, "text-anchor": "middle", fill: node.style("color"), ...(isFact ? {} : { "font-weight": 600 }) }, text));
  return [body, ...words];
}
