// Shows the details of the statement that is pointed at or has the focus. Without this, all of them stand in a list.

const cards = new Map([...document.querySelectorAll("[data-card]")].map((card) => [card.dataset.card, card]));
const marks = [...document.querySelectorAll("[data-of]")];

function show(id) {
  if (!cards.has(id)) return;
  for (const [each, card] of cards) card.hidden = each !== id;
  for (const mark of marks) mark.classList.toggle("active", mark.dataset.of.split(" ").includes(id));
}

function statementAround(node) {
  return node.closest?.(".statement[data-of]")?.dataset.of;
}

function showFragment() {
  const id = decodeURIComponent(location.hash.slice(1)).replace(/^about-/, "");
  show(id);
}

document.addEventListener("mouseover", (event) => show(statementAround(event.target)));
document.addEventListener("focusin", (event) => show(statementAround(event.target)));
document.addEventListener("click", (event) => {
  const number = event.target.closest?.(".number");
  if (number) cards.get(statementAround(number)).focus();
});
document.addEventListener("keydown", (event) => {
  const card = event.target.closest?.("[data-card]");
  if (event.key === "Escape" && card) document.querySelector(`.number[href="#${card.id}"]`)?.focus();
});
addEventListener("hashchange", showFragment);

document.documentElement.classList.add("live");
document.querySelector(".hint").hidden = false;
for (const card of cards.values()) card.hidden = true;
showFragment();
