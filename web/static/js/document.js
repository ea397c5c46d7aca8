// On a document: the place that the address points at is brought into view, and marks switched off stay off.

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
  here.scrollIntoView({ block: "center" });
  here.focus({ preventScroll: true });
}
