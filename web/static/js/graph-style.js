// How nodes and edges look: entities as dots with their names, facts as boxes; what is claimed is dashed, always.

const CLAIMS = ["allegation", "response"];
const EDGE_OF = { contract: "company", deployment: "company", designation: "government", allegation: "claim", response: "claim" };
const LABELS = ["company", "government", "place", "person", "organisation", "group"];

// A long name on two lines.
function folded(name) {
  if (name.length <= 24) return name;
  const spaces = [...name.matchAll(/ /g)].map(({ index }) => index);
  if (!spaces.length) return name;
  const middle = spaces.reduce((best, at) => (Math.abs(at - name.length / 2) < Math.abs(best - name.length / 2) ? at : best));
  return `${name.slice(0, middle)}\n${name.slice(middle + 1)}`;
}

export const isFact = (kind) => !LABELS.includes(kind);
export const isClaim = (kind) => CLAIMS.includes(kind);
export const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
export const hueOf = (kind) => variable(isFact(kind) ? (EDGE_OF[kind] ?? "group") : kind);

const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text);

const MONTHS = "January February March April May June July August September October November December".split(" ");
const WORDS = { alias: "other name", role: "position held" };
export const kindWords = (kind) => WORDS[kind] ?? kind.replaceAll("_", " ");
const SAME = ["ownership"];
export const kindsWords = (kind, number) => (number === 1 || SAME.includes(kind) ? kindWords(kind) : kind === "role" ? "positions held" : `${kindWords(kind)}s`);

// The amounts and dates of a node's name as every page writes them: USD 42 million, May 2020.
export function plainly(name) {
  const amount = (_, digits, code) => {
    const value = Number(digits.replaceAll(",", ""));
    const [scale, word] = [[1e9, " billion"], [1e6, " million"]].find(([least]) => value >= least && Number.isInteger((value / least) * 100)) ?? [1, ""];
    return `${code} ${(value / scale).toLocaleString("en")}${word}`;
  };
  const day = (_, year, month, date) => [date && Number(date), MONTHS[month - 1], year].filter(Boolean).join(" ");
  return name.replace(/(\d[\d,]*(?:\.\d+)?) ([A-Z]{3})\b/g, amount).replace(/\b(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?\b/g, day);
}

// What a node says of itself in the drawing, in at most three short lines.
export function caption(node) {
  const { kind, name, attributes } = node;
  if (!isFact(kind)) return folded(cut(name, 60));
  if (kind === "allegation") {
    const claimant = attributes.claimant ?? attributes.claimed_by;
    const content = attributes.content && `\n“${cut(attributes.content, 28)}”`;
    return `${cut(claimant && claimant !== "unattributed" ? `alleged by ${claimant}` : "alleged, unattributed", 30)}${content ?? ""}`;
  }
  if (kind === "response") return `response\n${cut((attributes.act ?? "responds").replaceAll("_", " "), 26)}`;
  const [first, ...rest] = plainly(name).split(/ · |: /);
  return [WORDS[kind] ?? first, cut(rest.join(" · "), 26)].filter(Boolean).join("\n");
}

// The room that a node takes, its words included, in the drawing's own units.
export function room(node) {
  const lines = caption(node).split("\n");
  const widest = Math.max(...lines.map((line) => line.length));
  if (isFact(node.kind)) return { w: widest * 6.3 + 18, h: lines.length * 14.5 + 10 };
  return { w: Math.max(30, widest * 7.7), h: 26 + lines.length * 16 };
}

export function styles() {
  const ink = variable("ink");
  const sheet = variable("sheet");
  const font = { "font-family": "system-ui, sans-serif", color: ink };
  const kinds = [...LABELS, ...Object.keys(EDGE_OF)].map((kind) => ({
    selector: `node[kind = "${kind}"]`,
    style: isFact(kind) ? { "border-color": hueOf(kind) } : { "background-color": hueOf(kind) },
  }));
  return [
    { selector: "node", style: { ...font, "min-zoomed-font-size": 4, label: "data(caption)", "font-size": 12.5, "background-color": variable("group") } },
    {
      selector: "node.entity",
      style: { width: 18, height: 18, "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "font-weight": 600,
        "text-outline-color": sheet, "text-outline-width": 2.5 },
    },
    { selector: "node.root", style: { width: 28, height: 28, "font-size": 15, "border-width": 3, "border-color": ink } },
    {
      selector: "node.fact",
      style: { shape: "round-rectangle", width: "data(w)", height: "data(h)", "background-color": sheet, "border-width": 1.6,
        "border-color": variable("soft"), "text-valign": "center", "text-wrap": "wrap", "font-size": 11.5, "line-height": 1.2 },
    },
    ...kinds,
    { selector: "node[kind = 'designation']", style: { "border-style": "double", "border-width": 4 } },
    { selector: "node.claim", style: { "border-style": "dashed", "background-color": variable("claim-soft"), "font-style": "italic" } },
    {
      selector: "edge",
      style: { ...font, width: 1.4, "line-color": variable("soft"), "curve-style": "straight", "line-opacity": 0.75,
        "font-size": 10, "text-rotation": "autorotate", "text-background-color": sheet, "text-background-opacity": 1,
        "text-background-padding": 2 },
    },
    { selector: "edge.claim", style: { "line-style": "dashed", "line-color": variable("claim"), "line-opacity": 1 } },
    { selector: "edge.claim[role = 'claimant'], edge.answers", style: { label: "data(role)" } },
    { selector: "edge.answers", style: { "target-arrow-shape": "vee", "target-arrow-color": variable("claim"), "curve-style": "bezier" } },
    { selector: ".chosen", style: { "underlay-color": variable("here"), "underlay-opacity": 0.55, "underlay-padding": 6 } },
    { selector: "edge.chosen, edge.near", style: { label: "data(role)", width: 2.4, "line-opacity": 1 } },
    { selector: "node.after", style: { opacity: 0.6 } },
    { selector: ".later", style: { display: "none" } },
  ];
}
