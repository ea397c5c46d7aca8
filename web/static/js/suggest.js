// Completion in the search box: names known here that begin like the last word typed. Arrow keys choose, Enter and Tab take.

const DELAY = 120;
const LEAST = 2;
const box = document.getElementById("q");
const list = document.createElement("ul");
let timer = 0;
let chosen = -1;
let asked = "";

function lastPart(text) {
  if ((text.split('"').length - 1) % 2) return text.slice(text.lastIndexOf('"') + 1);
  return /[^\s():"]*$/.exec(text)[0];
}

async function complete() {
  const typed = box.value.slice(0, box.selectionStart);
  const part = lastPart(typed).replace(/^[-@]/, "");
  asked = typed;
  if (part.trim().length < LEAST || typed.length < box.value.length) return close();
  const answer = await fetch(`/api/v1/complete?limit=8&q=${encodeURIComponent(part)}`);
  if (!answer.ok || asked !== box.value) return;
  show((await answer.json()).entities, part);
}

function show(entities, part) {
  chosen = -1;
  list.replaceChildren(...entities.map((entity, place) => {
    const item = document.createElement("li");
    item.id = `suggested-${place}`;
    item.role = "option";
    item.ariaSelected = "false";
    const count = document.createElement("small");
    count.textContent = `${entity.label} · ${entity.mentions.toLocaleString("en")}`;
    item.append(entity.name, " ", count);
    item.dataset.value = written(part, entity);
    item.addEventListener("mousedown", (event) => { event.preventDefault(); take(place); });
    return item;
  }));
  list.hidden = !entities.length;
  box.setAttribute("aria-expanded", String(!list.hidden));
  box.removeAttribute("aria-activedescendant");
}

function written(part, entity) {
  const head = box.value.slice(0, box.value.length - part.length);
  const name = entity.name.replaceAll('"', " ");
  const open = (head.split('"').length - 1) % 2;
  return open ? `${head}${name}"` : `${head}"${name}"`;
}

function choose(by) {
  const items = [...list.children];
  if (!items.length || list.hidden) return false;
  items[chosen]?.setAttribute("aria-selected", "false");
  chosen = (chosen + by + items.length + (chosen < 0 && by < 0 ? 1 : 0)) % items.length;
  items[chosen].setAttribute("aria-selected", "true");
  box.setAttribute("aria-activedescendant", items[chosen].id);
  return true;
}

function take(place) {
  box.value = `${list.children[place].dataset.value} `;
  close();
}

function close() {
  list.hidden = true;
  chosen = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

if (box) {
  list.className = "suggested";
  list.id = "suggested";
  list.role = "listbox";
  list.ariaLabel = "Names known here";
  list.hidden = true;
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  box.after(list);
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(complete, DELAY); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (choose(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
}
