// The graph explorer. Every step is an address: the drawing, the list below it and the files all follow the same one, so
// that a link restores what was seen and the browser's own back and forward undo and redo.

import cytoscape from "../vendor/cytoscape.esm.min.js";
import { asPng, asSvg, save } from "./graph-files.js";
import { place, placeTrail } from "./graph-layout.js";
import { caption, isClaim, isFact, room, styles } from "./graph-style.js";
import { isKnown, slider } from "./graph-time.js";
import { tellEntity, tellFact } from "./graph-told.js";

const explorer = document.querySelector(".explorer");
const canvas = document.getElementById("canvas");
const told = document.getElementById("told");
const LEGIBLE = 0.72; // the zoom to begin with where the whole would be too small to be read,
const TOO_SMALL = 0.62; // which is below this one
const MANY = 400; // nodes beyond which a picture is moved while the drawing is panned and zoomed
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const places = new Map(); // where every node stands or stood, so that what comes back comes back to its place
let answer = null;
let step = history.state?.step ?? 0;
let furthest = step;
let turn = 0; // only the answer to the last question is drawn

// The library would add a style sheet of its own, which the content security policy refuses; ours does what it does.
document.head.append(Object.assign(document.createElement("template"), { id: "__________cytoscape_stylesheet" }));
const cy = cytoscape({ container: canvas, style: styles(), minZoom: 0.05, maxZoom: 2.5, boxSelectionEnabled: false });

const asked = () => new URLSearchParams(location.search);
const ends = () => ["entity", "other"].map((name) => asked().get(name)).filter(Boolean);

async function fetched(address, read) {
  const got = await fetch(address);
  if (!got.ok) throw new Error((await got.json().catch(() => null))?.error?.message ?? "The graph could not be read. Reload the page.");
  return read(got);
}

const viewAt = (query) => fetched(`/api/v1/graph/view${query}`, (got) => got.json());

// Goes to another address of the explorer: asks for it, shows it, and remembers it.
async function go(address, { keep = true, around = null } = {}) {
  const { search } = new URL(address, location.href);
  const mine = (turn += 1);
  try {
    const [view, text] = await Promise.all([viewAt(search), fetched(`/graph${search}`, (got) => got.text())]);
    if (mine !== turn) return;
    if (keep) {
      step += 1;
      furthest = step;
      history.pushState({ step }, "", `/graph${search}`);
    }
    exchange(new DOMParser().parseFromString(text, "text/html"));
    show(view, around);
  } catch (error) {
    say(error.message);
  }
}

// Puts the list and the legend of another address in the place of these.
function exchange(page) {
  for (const id of ["legend", "listed"]) document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
  document.querySelector(".graphform [name=as_of]").value = asked().get("as_of") ?? "";
}

function show(view, around) {
  answer = view;
  const first = cy.nodes().empty();
  const fresh = draw(view, around);
  days.set(view.first, view.last, asked().get("as_of"));
  explorer.querySelector("[data-do=undo]").disabled = step === 0;
  explorer.querySelector("[data-do=redo]").disabled = step >= furthest;
  cy.renderer().textureOnViewport = cy.nodes().length > MANY;
  if (first) begin();
  else if (fresh.length) look(fresh, around);
  explorer.dataset.drawn = String(cy.nodes().length);
  explorer.dataset.step = String(step);
}

// Draws what is new, takes out what is gone, and leaves the rest where it is. Returns the nodes that are new.
function draw(view, around) {
  const nodes = new Map(view.nodes.map((node) => [node.id, node]));
  const edges = new Map(view.edges.map((edge) => [edge.id, edge]));
  const fresh = [];
  cy.batch(() => {
    cy.elements().filter((one) => !nodes.has(one.id()) && !edges.has(one.id())).remove();
    for (const node of nodes.values()) {
      const known = cy.getElementById(node.id);
      if (known.nonempty()) known.data(dataOf(node)).classes(classesOf(node));
      else {
        fresh.push(node.id);
        cy.add({ group: "nodes", data: dataOf(node), classes: classesOf(node), position: places.get(node.id) });
      }
    }
    for (const edge of edges.values()) if (cy.getElementById(edge.id).empty()) cy.add(line(edge, nodes));
  });
  arrange(fresh.filter((id) => !places.has(id)), around);
  return fresh;
}

const dataOf = (node) => ({ ...node, ...room(node), caption: caption(node) });
const classesOf = (node) => [
  isFact(node.kind) ? "fact" : "entity", isClaim(node.kind) ? "claim" : "", ends().includes(node.id) ? "root" : "",
  node.attributes.after_as_of ? "after" : "",
].join(" ");
const line = (edge, nodes) => ({
  group: "edges",
  data: { ...edge, role: edge.role.replaceAll("_", " ") },
  classes: [isClaim(nodes.get(edge.source).kind) ? "claim" : "", edge.role === "answers" ? "answers" : ""].join(" "),
});

function arrange(ids, around) {
  if (!ids.length) return;
  const homeless = new Set(ids);
  const boxes = cy.nodes().map((node) => ({ id: node.id(), kind: node.data("kind"), w: node.data("w"), h: node.data("h"), ...(homeless.has(node.id()) ? {} : node.position()) }));
  const lines = cy.edges().map((edge) => ({ source: edge.source().id(), target: edge.target().id() }));
  const [way] = answer.ways;
  if (way && homeless.size === boxes.length) {
    placeTrail(boxes.filter((box) => way.includes(box.id)), way, canvas.clientWidth < 560);
    way.forEach((id) => homeless.delete(id));
  }
  place(boxes, lines, [...homeless], around ?? ends()[0]);
  cy.batch(() => boxes.filter((box) => ids.includes(box.id)).forEach(({ id, x, y }) => cy.getElementById(id).position({ x, y })));
  cy.nodes().forEach((node) => places.set(node.id(), { ...node.position() }));
}

function look(fresh, around) {
  const shown = cy.elements().filter((one) => one.visible());
  const part = cy.collection(fresh.map((id) => cy.getElementById(id))).union(cy.getElementById(around ?? ""));
  cy.animate({ fit: { eles: shown.length < 160 ? shown : part, padding: 30 }, duration: still ? 0 : 250 });
}

// Before anything is clicked: the sentences of a path, or who stands in the middle and what a click does.
function begin() {
  cy.fit(undefined, 30);
  const [root] = ends();
  if (!answer.ways.length && root && cy.zoom() < TOO_SMALL) enlarge(cy.getElementById(root));
  if (cy.zoom() > 1.1) cy.zoom({ level: 1.1, renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } });
  explorer.querySelector(".bar").hidden = false;
  const [way] = answer.ways;
  if (way) told.replaceChildren(...way.filter((id) => cy.getElementById(id).hasClass("fact")).flatMap((id) => tellFact(cy.getElementById(id))));
}

// Shows a drawing too large for the canvas at a size that can be read: its middle, moved as far as the root needs.
function enlarge(root) {
  cy.zoom(LEGIBLE).center();
  const { x, y } = root.renderedPosition();
  const short = (at, size) => Math.max(0, size * 0.2 - at) + Math.min(0, size * 0.8 - at);
  cy.panBy({ x: short(x, canvas.clientWidth), y: short(y, canvas.clientHeight) });
}

// The address of this view with more of somebody's facts: of all kinds, or up to `limit` of one.
function expanding(id, kind = "", limit = 0) {
  const query = settled();
  const others = query.getAll("expand").filter((one) => one !== id && !one.startsWith(`${id}:${kind}:`));
  query.delete("expand");
  [...others, kind ? `${id}:${kind}:${limit}` : id].forEach((one) => query.append("expand", one));
  const hidden = query.getAll("hide").filter((one) => one !== kind && one !== "none");
  query.delete("hide");
  (hidden.length ? hidden : ["none"]).forEach((one) => query.append("hide", one));
  return `/graph?${query}`;
}

function without(id) {
  const query = settled();
  query.append("drop", id);
  return `/graph?${query}`;
}

// What is put away now, said outright: what is put away by itself depends on how much there is.
function settled() {
  const query = asked();
  if (!query.has("hide")) (answer.hidden.length ? answer.hidden : ["none"]).forEach((kind) => query.append("hide", kind));
  return query;
}

function tell(parts, chosen) {
  cy.elements(".chosen, .near").removeClass("chosen near");
  chosen.addClass("chosen");
  chosen.connectedEdges().addClass("near");
  told.replaceChildren(...parts);
  told.scrollTop = 0;
}

async function tellOf(node) {
  const [root] = ends();
  const ways = root && root !== node.id() ? `/graph?${new URLSearchParams({ entity: root, other: node.id() })}` : "";
  const links = { expanding, without: ends().includes(node.id()) ? "" : without(node.id()), ways, rootName: cy.getElementById(root ?? "").data("name") };
  tell(tellEntity(node, null, links), node);
  const { facts } = await fetched(`/api/v1/graph/kinds?${new URLSearchParams({ entity: node.id() })}`, (got) => got.json());
  if (node.hasClass("chosen")) tell(tellEntity(node, facts, links), node);
}

function say(sentence) {
  told.replaceChildren(Object.assign(document.createElement("p"), { className: "hint", textContent: sentence }));
}

cy.on("tap", "node.fact", ({ target }) => tell(tellFact(target, { without: without(target.id()) }), target));
cy.on("tap", "edge", ({ target }) => tell(tellFact(target.source(), { first: target }), target));
cy.on("tap", "node.entity", ({ target }) => tellOf(target).catch((error) => say(error.message)));
cy.on("dbltap", "node.entity", ({ target }) => go(expanding(target.id()), { around: target.id() }));
cy.on("dragfree", "node", ({ target }) => places.set(target.id(), { ...target.position() }));

// While the slider moves, what is here and was not known by then is hidden; where it rests, the library is asked.
function hideLater(month) {
  cy.batch(() => {
    cy.nodes(".fact").forEach((fact) => fact.toggleClass("later", Boolean(month) && !isKnown(fact.data("attributes").document_date, month)));
    if (month) cy.edges(".answers").forEach((edge) => { if (!edge.target().hasClass("later")) edge.source().removeClass("later"); });
    cy.nodes(".entity").not(".root").forEach((node) => {
      const facts = node.connectedEdges().sources();
      node.toggleClass("later", facts.nonempty() && facts.every((fact) => fact.hasClass("later")));
    });
  });
}

const days = slider(document.getElementById("day"), document.getElementById("known"), {
  onMove: hideLater,
  async onRest(month) {
    const query = settled();
    if (month) query.set("as_of", month);
    else query.delete("as_of");
    await go(`/graph?${query}`);
    cy.elements(".later").removeClass("later");
  },
});

const paper = () => getComputedStyle(explorer).backgroundColor;
const acts = {
  undo: () => history.back(),
  redo: () => history.forward(),
  fit: () => cy.fit(cy.elements().filter((one) => one.visible()), 30),
  link: () => navigator.clipboard.writeText(location.href).then(() => say("The link is copied; it opens what you see."), () => say(location.href)),
  png: async () => save(await asPng(cy, paper()), "threadline-graph.png"),
  svg: () => save(new Blob([asSvg(cy, paper(), location.href)], { type: "image/svg+xml" }), "threadline-graph.svg"),
};
explorer.querySelector(".buttons").addEventListener("click", ({ target }) => acts[target.dataset.do]?.());
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-go]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(link.href, { around: link.dataset.around ?? null });
});
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || !(event.ctrlKey || event.metaKey)) return;
  const act = { z: event.shiftKey ? "redo" : "undo", Z: "redo", y: "redo" }[event.key];
  if (!act) return;
  event.preventDefault();
  if (!explorer.querySelector(`[data-do=${act}]`).disabled) acts[act]();
});
addEventListener("popstate", ({ state }) => {
  step = state?.step ?? 0;
  go(location.href, { keep: false });
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(styles()));

window.threadlineGraph = cy; // for those who want to look closer from the console, tests among them
history.replaceState({ step }, "");
viewAt(location.search).then((view) => show(view, null), (error) => say(error.message));
