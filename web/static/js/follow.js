// Follows a job: asks how far it is, and loads the page again when it is over.

const going = document.querySelector(".going");
const bar = going.querySelector("progress");
const words = going.querySelector("p");

async function look() {
  let answer;
  try {
    const response = await fetch(`/add/${going.dataset.job}.json`);
    if (!response.ok) return location.reload();
    answer = await response.json();
  } catch {
    words.textContent = "The server cannot be reached; asking again …";
    return setTimeout(look, 3000);
  }
  if (answer.over) return location.reload();
  const said = `${answer.said} …`;
  if (words.textContent !== said) words.textContent = said;
  if (answer.share === null) bar.removeAttribute("value");
  else bar.value = answer.share;
  return setTimeout(look, 700);
}

look();
