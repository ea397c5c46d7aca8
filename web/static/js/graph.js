// The graph explorer: a neighbourhood or a path, grown by a click, narrowed by kind, read beside the drawing.

import cytoscape from "../vendor/cytoscape.esm.min.js";
import { place, placeTrail, trailOf } from "./graph-layout.js";
import { caption, hueOf, isClaim, isFact, kindWords, room, styles } from "./graph-style.js";
import { tellEntity, tellFact } from "./graph-told.js";

const explorer = document.querySelector(".explorer");
const canvas = document.getElementById("canvas");
const told = document.getElementById("told");
const { entity: root, other, asOf } = explorer.dataset;
const LEGIBLE = 0.72; // the smallest zoom to begin with: words must be readable
const CROWD = 16; // facts beyond which the quiet kinds start switched off
const QUIET = ["alias", "role", "statistic", "ownership", "group"];
const hidden = new Set();
const views = []; // what was asked for, and around whom: a kind switched on is drawn from these
const grown = []; // what each click added: {ids, expanded}
const expanded = new Map(); // entity id -> what its view left out
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

// The library would add a style sheet of its own, which the content security policy refuses; ours does what it does.
document.head.append(Object.assign(document.createElement("template"), { id: "__________cytoscape_stylesheet" }));
const cy = cytoscape({ container: canvas, style: styles(), minZoom: 0.15, maxZoom: 2.5, boxSelectionEnabled: false });

async function ask(path, parameters) {
  const query = new URLSearchParams(parameters);
  if (asOf) query.set("as_of", asOf);
  const answer = await fetch(`/api/v1/graph/${path}?${query}`);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error?.message ?? "The graph could not be read.");
  return body;
}

// What is switched off is not drawn at all, nor are entities that nothing drawn leads to: the rest gets their room.
function drawn(view) {
  const isOff = (node) => hidden.has(node.kind === "response" ? "allegation" : node.kind) && node.id !== root && node.id !== other;
  const facts = new Set(view.nodes.filter((node) => isFact(node.kind) && !isOff(node)).map((node) => node.id));
  const reached = new Set(view.edges.filter((edge) => facts.has(edge.source)).map((edge) => edge.target));
  const nodes = view.nodes.filter((node) => facts.has(node.id) || (!isFact(node.kind) && !isOff(node) && (reached.has(node.id) || node.id === root)));
  const ids = new Set(nodes.map((node) => node.id));
  return { nodes, edges: view.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target)) };
}

function elements(view) {
  const nodes = view.nodes.filter((node) => cy.getElementById(node.id).empty()).map((node) => ({
    group: "nodes",
    data: { ...node, ...room(node), caption: caption(node) },
    classes: [isFact(node.kind) ? "fact" : "entity", isClaim(node.kind) ? "claim" : "", node.id === root || node.id === other ? "root" : ""].join(" "),
  }));
  const kinds = new Map(view.nodes.map((node) => [node.id, node.kind]));
  const edges = view.edges.filter((edge) => cy.getElementById(edge.id).empty()).map((edge) => ({
    group: "edges",
    data: { ...edge, role: edge.role.replaceAll("_", " ") },
    classes: [isClaim(kinds.get(edge.source)) ? "claim" : "", edge.role === "answers" ? "answers" : ""].join(" "),
  }));
  return { nodes, edges };
}

function grow(view, centre, end = null) {
  if (!views.some((seen) => seen.view === view)) views.push({ view, centre });
  const { nodes, edges } = elements(drawn(view));
  const added = cy.add([...nodes, ...edges]);
  const ids = nodes.map((node) => node.data.id);
  const boxes = cy.nodes().map((node) => ({ id: node.id(), kind: node.data("kind"), w: node.data("w"), h: node.data("h"), ...(ids.includes(node.id()) ? {} : node.position()) }));
  const lines = cy.edges().map((edge) => ({ source: edge.source().id(), target: edge.target().id() }));
  if (end) placeTrail(boxes, lines, trailOf(lines, centre, end), canvas.clientWidth < 560);
  else place(boxes, lines, ids, centre);
  cy.batch(() => boxes.forEach(({ id, x, y }) => cy.getElementById(id).position({ x, y })));
  drawKinds();
  applyHidden();
  return added.map((element) => element.id());
}

async function expand(node) {
  if (expanded.has(node.id())) return;
  const view = await ask("neighbours", { entity: node.id() });
  expanded.set(node.id(), view.omitted);
  const ids = grow(view, node.id());
  if (!ids.length) return;
  grown.push({ ids, entity: node.id() });
  explorer.querySelector("[data-do=undo]").disabled = false;
  const around = cy.collection(ids.map((id) => cy.getElementById(id))).union(node);
  cy.animate({ fit: { eles: cy.elements(":visible").length < 80 ? cy.elements(":visible") : around, padding: 30 }, duration: still ? 0 : 250 });
}

function undo() {
  const last = grown.pop();
  if (!last) return;
  last.ids.forEach((id) => cy.getElementById(id).remove());
  expanded.delete(last.entity);
  views.splice(views.findIndex((seen) => seen.centre === last.entity && seen.centre !== root), 1);
  explorer.querySelector("[data-do=undo]").disabled = !grown.length;
  drawKinds();
}

function tell(parts, chosen) {
  cy.elements(".chosen, .near").removeClass("chosen near");
  chosen.addClass("chosen");
  chosen.connectedEdges().addClass("near");
  told.replaceChildren(...parts);
}

cy.on("tap", "node.fact", ({ target }) => tell(tellFact(target), target));
cy.on("tap", "edge", ({ target }) => tell(tellFact(target.source(), { first: target }), target));
cy.on("tap", "node.entity", async ({ target }) => {
  try {
    await expand(target);
    tell(tellEntity(target, expanded.get(target.id())), target);
  } catch (error) {
    say(error.message);
  }
});

function say(sentence) {
  told.replaceChildren(Object.assign(document.createElement("p"), { className: "hint", textContent: sentence }));
}

// The legend is the switchboard: a box a kind. Responses go with allegations: neither is shown without the other.
function drawKinds() {
  const kinds = [...new Set(views.flatMap(({ view }) => view.nodes.map((node) => node.kind)))].filter((kind) => kind !== "response");
  kinds.sort((a, b) => isFact(a) - isFact(b) || a.localeCompare(b));
  const boxes = kinds.map((kind) => {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: !hidden.has(kind) });
    const swatch = Object.assign(document.createElement("span"), { className: `swatch ${isFact(kind) ? `f-${kind}` : `dot l-${kind}`}${isClaim(kind) ? " claim" : ""}` });
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(kind);
      else hidden.add(kind);
      if (box.checked) views.forEach(({ view, centre }) => grow(view, centre));
      applyHidden();
    });
    label.append(box, swatch, kind === "allegation" ? "allegation and response" : kindWords(kind));
    return label;
  });
  explorer.querySelector(".kinds").replaceChildren(explorer.querySelector(".kinds legend"), ...boxes);
}

function applyHidden() {
  const isHidden = (kind) => hidden.has(kind === "response" ? "allegation" : kind);
  cy.batch(() => {
    cy.nodes().forEach((node) => node.toggleClass("hidden", isHidden(node.data("kind")) && !node.hasClass("root")));
    cy.nodes(".entity").not(".root").forEach((node) => {
      if (!isHidden(node.data("kind"))) node.toggleClass("hidden", node.connectedEdges().sources().every((fact) => fact.hasClass("hidden")));
    });
  });
}

const acts = {
  undo,
  fit: () => cy.fit(cy.elements(":visible"), 30),
  async png() {
    const image = await cy.png({ output: "blob-promise", full: true, scale: 2, bg: getComputedStyle(canvas.parentElement).backgroundColor });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(image), download: "threadline-graph.png" });
    link.click();
    URL.revokeObjectURL(link.href);
  },
};
explorer.querySelector(".buttons").addEventListener("click", ({ target }) => acts[target.dataset.do]?.());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(styles()));

// Before anything is clicked: the sentences of a path, or who stands in the middle and what a click does.
function begin(view) {
  const facts = cy.nodes(".fact").not("[kind = 'response']").toArray();
  if (other) told.replaceChildren(...facts.flatMap((fact) => tellFact(fact)));
  else told.prepend(...tellEntity(cy.getElementById(root), view.omitted));
}

async function start() {
  const view = other ? await ask("path", { a: root, b: other }) : await ask("neighbours", { entity: root });
  if (!other) {
    expanded.set(root, view.omitted);
    if (view.nodes.filter((node) => isFact(node.kind)).length > CROWD) QUIET.forEach((kind) => hidden.add(kind));
  }
  grow(view, root, other);
  cy.fit(undefined, 30);
  if (!other && cy.zoom() < LEGIBLE) cy.zoom(LEGIBLE).center(cy.getElementById(root));
  if (cy.zoom() > 1.1) cy.zoom({ level: 1.1, renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } });
  explorer.querySelector(".tools").hidden = false;
  begin(view);
  explorer.dataset.drawn = String(cy.nodes().length);
  window.threadlineGraph = cy; // for those who want to look closer from the console, tests among them
}

start().catch((error) => say(error.message));
