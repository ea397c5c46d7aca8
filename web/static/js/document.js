// On a document: the place that the address points at has the focus, marks switched off stay off, and what is
// like it is asked for once somebody wants to see it, as that is the costliest thing about a page.

const KEY = "threadline.marks.off";

function readOff() {
  try {
    return new Set(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));
  } catch {
    return new Set();
  }
}

const off = readOff();
for (const box of document.querySelectorAll(".legend input[type=checkbox]")) {
  box.checked = !off.has(box.id);
  box.addEventListener("change", () => {
    if (box.checked) off.delete(box.id);
    else off.add(box.id);
    sessionStorage.setItem(KEY, JSON.stringify([...off]));
  });
}

const here = document.getElementById("here");
if (here && location.hash === "#here") {
  here.focus({ preventScroll: true });
}

const LIKE = 4;
const like = document.querySelector("details[data-like]");

function told(found) {
  const item = document.createElement("li");
  const link = found.querySelector("h3 a").cloneNode(true);
  const words = document.createElement("small");
  words.textContent = found.querySelector(".meta").textContent;
  item.append(link, " ", words);
  return item;
}

async function showLike() {
  const list = like.querySelector("ul");
  try {
    const answer = await fetch(like.dataset.like);
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...[...page.querySelectorAll(".hits .found")].slice(0, LIKE).map(told));
    if (!list.children.length) list.append(Object.assign(document.createElement("li"), { textContent: "None." }));
  } catch {
    like.addEventListener("toggle", showLike, { once: true }); // the link stands below; opening it again tries again
  }
}

like.addEventListener("toggle", showLike, { once: true });
