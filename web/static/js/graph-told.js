// What stands beside the drawing: a fact with its sentence, page and link and the responses to it, or an entity.

import { kindWords, kindsWords, plainly } from "./graph-style.js";

const STEP = 50; // how much more of a kind a click asks for
const LARGEST = 500;

const make = (tag, text = "", attributes = {}) => {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
const plain = (text) => text.replaceAll("_", " ");
const reading = (evidence) => `/documents/${encodeURIComponent(evidence.document_id)}?start=${evidence.start}&end=${evidence.end}#here`;

// A sentence with where it stands: document, page, publisher, day.
function quote(evidence, { document_title: title, publisher, document_date: date }) {
  const block = make("blockquote", "", { class: "quote" });
  const footer = make("footer");
  footer.append(make("a", title || "read it in its place", { href: reading(evidence) }));
  const beside = [evidence.page && `page ${evidence.page}`, publisher, date && plainly(date)].filter(Boolean).join(" · ");
  if (beside) footer.append(` · ${beside}`);
  block.append(make("p", evidence.quote), footer);
  return block;
}

function quotes(edges, attributes) {
  const seen = new Map();
  for (const evidence of edges.flatMap((edge) => edge.data("evidence"))) seen.set(`${evidence.document_id}:${evidence.start}:${evidence.end}`, evidence);
  return [...seen.values()].slice(0, 3).map((evidence) => quote(evidence, attributes));
}

// Who says so: whoever claims it, else whoever published it; and how many others do.
function sayer({ claimant, claimed_by: claimedBy, publisher, corroborated_by: others }, kind) {
  const named = claimant ?? (claimedBy === "unattributed" ? null : claimedBy);
  const who = named ?? (kind === "allegation" ? "nobody who is named" : publisher);
  const told = [who && `Said by ${who}`, named && publisher && publisher !== named && `reported by ${publisher}`].filter(Boolean).join(", ");
  const also = Number(others) ? `${told ? "; " : ""}${others} other source${Number(others) === 1 ? "" : "s"} say${Number(others) === 1 ? "s" : ""} the same` : "";
  return told + also;
}

const go = (words, href, around = "") => make("a", words, { href, "data-go": "", ...(around && { "data-around": around }) });

function roles(fact) {
  const list = make("dl", "", { class: "roles" });
  fact.outgoers("edge").forEach((edge) => {
    if (edge.data("role") === "answers") return;
    const who = make("dd");
    who.append(make("a", edge.target().data("name"), { href: `/entities/${encodeURIComponent(edge.target().id())}`, class: `name l-${edge.target().data("kind")}` }));
    list.append(make("dt", plain(edge.data("role"))), who);
  });
  return list;
}

// Returns what to show of a fact; of an allegation always with what answers it, or that nothing does.
export function tellFact(fact, { first = null, without = "" } = {}) {
  const kind = fact.data("kind");
  const part = make("article", "", { class: `fact f-${kind}${fact.hasClass("claim") ? " claim" : ""}` });
  const edges = fact.outgoers("edge").toArray();
  const { claimant, claimed_by: claimedBy, content } = fact.data("attributes");
  part.append(make("h3", kindWords(kind), { class: "kind" }));
  const by = claimant ?? claimedBy ?? "unattributed";
  if (kind === "allegation") part.append(make("p", by === "unattributed" ? "Unattributed allegation" : `Alleged by ${by}`, { class: "statement" }));
  else if (kind === "response") part.append(make("p", plain(fact.data("attributes").act ?? "responds"), { class: "statement" }));
  else part.append(make("p", plainly(fact.data("name")).replace(new RegExp(`^${kind}(?: · |: )`), ""), { class: "statement" }));
  const isQuoted = edges.some((edge) => edge.data("evidence").some((evidence) => evidence.quote.includes(content)));
  if (content && kind === "allegation" && !isQuoted) part.append(make("p", content, { class: "content" }));
  part.append(roles(fact), ...quotes(first ? [first, ...edges] : edges, fact.data("attributes")));
  const said = sayer(fact.data("attributes"), kind);
  if (said) part.append(make("p", said, { class: "meta" }));
  const { after_as_of: after } = fact.data("attributes");
  if (after) part.append(make("p", after === "yes" ? "Said after that day." : "Said on a day that nobody knows.", { class: "meta" }));
  const told = [part];
  if (kind === "allegation") {
    const answers = fact.incomers("edge.answers").sources().toArray();
    told.push(...answers.map((answer) => tellFact(answer)[0]));
    if (!answers.length) told.push(make("p", "No response to this was found in these documents.", { class: "reply none" }));
  }
  if (without) told.push(line(go("take this out of the drawing", without)));
  return told;
}

const counted = (number, noun) => number && `${number} ${noun}${Number(number) === 1 ? "" : "s"}`;

// Each other name once, however it is capitalised.
function otherNames(name, aliases) {
  const seen = new Map();
  for (const alias of aliases.split(" | ")) if (!seen.has(alias.toLowerCase()) || alias !== alias.toUpperCase()) seen.set(alias.toLowerCase(), alias);
  seen.delete(name.toLowerCase());
  return [...seen.values()].join(" · ");
}

const line = (...parts) => { const made = make("p", "", { class: "more" }); made.append(...parts); return made; };

// Returns what to show of an entity; `facts` counts all its facts by kind, null while that is not known yet, and `links`
// holds the addresses of what can be asked next.
export function tellEntity(entity, facts, { expanding, without, ways, rootName }) {
  const id = entity.id();
  const title = make("h3");
  title.append(make("a", entity.data("name"), { href: `/entities/${encodeURIComponent(id)}`, class: `name l-${entity.data("kind")}` }));
  const { aliases, documents, mentions } = entity.data("attributes");
  const told = [title, make("p", [entity.data("kind"), counted(mentions, "mention"), counted(documents, "document")].filter(Boolean).join(" · "), { class: "meta" })];
  if (aliases) told.push(make("p", otherNames(entity.data("name"), aliases), { class: "meta" }));
  if (facts === null) return told;
  const steps = Object.entries(facts).map(([kind, total]) => [kind, total, shownOf(entity, kind)]).filter(([, total, shown]) => total > shown);
  const left = steps.reduce((sum, [, total, shown]) => sum + total - shown, 0);
  if (left) {
    told.push(line(go(`Show what it is linked to (${left.toLocaleString("en")} more)`, expanding(id), id)));
    const list = make("ul", "", { class: "plain steps" });
    for (const [kind, total, shown] of steps) {
      const entry = make("li");
      entry.append(go(`${(total - shown).toLocaleString("en")} more ${kindsWords(kind, total - shown)}`, expanding(id, kind, Math.min(shown + Math.min(total - shown, STEP), LARGEST)), id));
      list.append(entry);
    }
    told.push(list);
  } else told.push(make("p", "Everything it takes part in is drawn.", { class: "meta" }));
  if (ways) told.push(line(make("a", `Ways between ${rootName} and ${entity.data("name")}`, { href: ways })));
  if (without) told.push(line(go("take it out, with its facts", without)));
  return told;
}

const shownOf = (entity, kind) => entity.incomers("edge").sources(`[kind = "${kind}"]`).length;
