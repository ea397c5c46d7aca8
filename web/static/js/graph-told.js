// What stands beside the drawing: a fact with its sentence, page and link and the responses to it, or an entity.

import { kindWords, plainly } from "./graph-style.js";

const make = (tag, text = "", attributes = {}) => {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
const plain = (text) => text.replaceAll("_", " ");
const reading = (evidence) => `/documents/${encodeURIComponent(evidence.document_id)}?start=${evidence.start}&end=${evidence.end}#here`;

function quote(evidence) {
  const block = make("blockquote", "", { class: "quote" });
  const footer = make("footer");
  footer.append(make("a", evidence.page ? `page ${evidence.page}` : "read it in its place", { href: reading(evidence) }));
  block.append(make("p", evidence.quote), footer);
  return block;
}

function quotes(edges) {
  const seen = new Map();
  for (const evidence of edges.flatMap((edge) => edge.data("evidence"))) seen.set(`${evidence.document_id}:${evidence.start}:${evidence.end}`, evidence);
  return [...seen.values()].slice(0, 3).map(quote);
}

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
export function tellFact(fact, { first = null } = {}) {
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
  part.append(roles(fact), ...quotes(first ? [first, ...edges] : edges));
  const told = [part];
  if (kind === "allegation") {
    const answers = fact.incomers("edge.answers").sources().toArray();
    told.push(...answers.map((answer) => tellFact(answer)[0]));
    if (!answers.length) told.push(make("p", "No response to this was found in these documents.", { class: "reply none" }));
  }
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

// Returns what to show of an entity; `omitted` counts what the view leaves out, by kind.
export function tellEntity(entity, omitted) {
  const address = `/entities/${encodeURIComponent(entity.id())}`;
  const title = make("h3");
  title.append(make("a", entity.data("name"), { href: address, class: `name l-${entity.data("kind")}` }));
  const { aliases, documents, mentions } = entity.data("attributes");
  const told = [title, make("p", [entity.data("kind"), counted(mentions, "mention"), counted(documents, "document")].filter(Boolean).join(" · "), { class: "meta" })];
  if (aliases) told.push(make("p", otherNames(entity.data("name"), aliases), { class: "meta" }));
  for (const [kind, count] of Object.entries(omitted ?? {})) {
    const more = make("p", "", { class: "more" });
    more.append(make("a", `${count} more of the kind “${kindWords(kind)}”`, { href: `${address}#${kind}` }));
    told.push(more);
  }
  return told;
}
