// Keys that work on every page: to the search box, along the entries of a list, along marked places, between pages.

const typing = (element) => element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
const smooth = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

function stepper(selector, beyond = () => false) {
  let current = null;
  return (by) => {
    const found = [...document.querySelectorAll(selector)].filter((element) => element.getClientRects().length);
    if (!found.length) return void beyond(by);
    const here = document.getElementById("here");
    const at = found.indexOf(current ?? here);
    if (at >= 0 && !found[at + by] && beyond(by)) return;
    const next = found[at < 0 && by < 0 ? found.length - 1 : Math.max(0, Math.min(found.length - 1, at + by))];
    current?.classList.remove("at");
    current = next;
    current.classList.add("at");
    current.scrollIntoView({ block: "center", behavior: smooth() });
    const target = current.matches("a[href]") ? current : current.querySelector("a[href]");
    if (target) target.focus({ preventScroll: true });
  };
}

const entries = stepper("[data-step]");
const marks = stepper("mark.hit, mark.here", (by) => {
  const further = document.querySelector(`a[data-hit=${by > 0 ? "next" : "previous"}]`);
  further?.click();
  return Boolean(further);
});

function follow(rel) {
  document.querySelector(`a[rel=${rel}]`)?.click();
}

function keys() {
  const details = document.querySelector("details.keys");
  details.open = !details.open;
  if (details.open) details.scrollIntoView({ block: "end", behavior: smooth() });
}

const acts = {
  "/": () => { const box = document.getElementById("q"); box?.focus(); box?.select(); },
  j: () => entries(1),
  k: () => entries(-1),
  n: () => marks(1),
  p: () => marks(-1),
  s: () => document.querySelector(".at button.mark")?.click(),
  "[": () => follow("prev"),
  "]": () => follow("next"),
  "?": keys,
};

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
