// Files and folders dropped on the page join those chosen in the form, and are sent with a bar that moves.
// Without this script the form does the same, without folders being dropped.

const form = document.querySelector("form.adding");
const [files, folder, list, sending] = ["[name=files]", "[name=folder]", ".chosen", ".sending"].map((one) => form.querySelector(one));
const most = Number(form.dataset.most);
const SHOWN = 40;
let dropped = [];

form.querySelector(".droppable").hidden = false;

const readable = (bytes) => (bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`);

function chosen() {
  const own = [...files.files, ...folder.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  return [...own, ...dropped];
}

function show() {
  const all = chosen();
  const bytes = all.reduce((sum, { file }) => sum + file.size, 0);
  const lines = all.slice(0, SHOWN).map(({ file, path }) => `${path} (${readable(file.size)})`);
  if (all.length > SHOWN) lines.push(`and ${all.length - SHOWN} more`);
  if (all.length) lines.unshift(`${all.length} ${all.length === 1 ? "file" : "files"}, ${readable(bytes)}:`);
  list.replaceChildren(...lines.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  list.hidden = !all.length;
  return { all, bytes };
}

const fileOf = (entry) => new Promise((resolve) => entry.file(resolve, () => resolve(null)));
const part = (reader) => new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));

async function walk(entry, found) {
  if (entry.isFile) {
    const file = await fileOf(entry);
    if (file) found.push({ file, path: entry.fullPath.replace(/^\/+/, "") });
    return;
  }
  const reader = entry.createReader();
  for (let some = await part(reader); some.length; some = await part(reader)) for (const one of some) await walk(one, found);
}

async function take(data) {
  const entries = [...data.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.());
  const plain = [...data.files];
  const found = [];
  if (entries.length && entries.every(Boolean)) for (const entry of entries) await walk(entry, found);
  else found.push(...plain.map((file) => ({ file, path: file.name })));
  dropped = [...dropped, ...found];
  show();
}

function tell(text, share) {
  const bar = sending.querySelector("progress");
  sending.hidden = false;
  sending.classList.remove("refused");
  sending.querySelector("span").textContent = text;
  if (share === null) bar.removeAttribute("value");
  else bar.value = share;
}

function refuse(text) {
  tell(text, 0);
  sending.classList.add("refused");
}

function send(all) {
  const body = new FormData(form);
  for (const name of ["files", "folder", "paths"]) body.delete(name);
  for (const { file, path } of all) {
    body.append("files", file, file.name);
    body.append("paths", path);
  }
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.onprogress = (event) => tell(`Sending ${readable(event.loaded)} of ${readable(event.total)}`, (1000 * event.loaded) / event.total);
  request.upload.onload = () => tell("Sent; the server keeps the files", null);
  request.onerror = () => refuse("The server cannot be reached. Nothing was added; try again.");
  request.onload = () => {
    if (request.status < 400 && request.responseURL) location.assign(request.responseURL);
    else {
      const said = new DOMParser().parseFromString(request.responseText, "text/html").querySelector(".notice, .lead");
      refuse(said?.textContent ?? `It was not accepted (${request.status}).`);
      form.querySelector("button.main").disabled = false;
    }
  };
  form.querySelector("button.main").disabled = true;
  request.send(body);
}

for (const input of [files, folder]) input.addEventListener("change", show);
form.addEventListener("submit", (event) => {
  const { all, bytes } = show();
  if (!all.length) return;
  event.preventDefault();
  if (bytes > most) refuse(`These are ${readable(bytes)}, and ${readable(most)} can be sent at once. Send them in parts.`);
  else send(all);
});

let depth = 0;
const shade = (by) => {
  depth = Math.max(0, depth + by);
  document.body.classList.toggle("dropping", depth > 0);
};
addEventListener("dragenter", (event) => { event.preventDefault(); shade(1); });
addEventListener("dragleave", () => shade(-1));
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  depth = 0;
  shade(0);
  take(event.dataTransfer);
});
