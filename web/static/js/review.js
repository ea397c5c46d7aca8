// Keys of the editor's desk: they press the buttons of the entry one stands on, or of the first.

const typing = (element) => element instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
const entry = () => document.querySelector("[data-step].at") ?? document.querySelector("[data-step]");

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const known = /^[cxemdu]$/.test(event.key);
  let target = known ? entry()?.querySelector(`[data-act="${event.key}"]`) : null;
  if (event.key === "u") target = document.querySelector('[data-key="u"]') ?? target;
  if (event.key === "t") {
    event.preventDefault();
    entry()?.querySelector("input[name=note]")?.focus();
  } else if (target) {
    event.preventDefault();
    target.click();
  }
});
