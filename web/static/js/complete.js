// Completion of entity names: what the API knows under the letters typed so far becomes the field's list.

const DELAY = 120;

for (const field of document.querySelectorAll("input[data-complete]")) {
  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => complete(field), DELAY);
  });
}

async function complete(field) {
  const typed = field.value.trim();
  if (typed.length < 2) return;
  const answer = await fetch(`/api/v1/entities?limit=10&name=${encodeURIComponent(typed)}`);
  if (!answer.ok) return;
  const { entities } = await answer.json();
  field.list.replaceChildren(...entities.map((entity) => new Option(`${entity.label}, ${entity.mentions} mentions`, entity.name)));
}
