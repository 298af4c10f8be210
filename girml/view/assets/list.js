// A work list: sorted by what is pressed, filtered by words, year and reason. All of it is in the page.
"use strict";

const list = document.querySelector(".entries");
const filters = document.querySelector(".filters");
const entries = [...list.children].map((one) => ({
  one,
  ...one.dataset,
  words: `${one.dataset.body} ${one.dataset.source}`.toLowerCase(),
  reasons: new Set(one.dataset.reasons.split(" ")),
}));
const collator = new Intl.Collator("zh", { numeric: true });
const numbers = new Set(["doubts", "failing", "year"]);
const order = { by: "doubts", down: true };

function compare(one, other) {
  const [a, b] = [one[order.by], other[order.by]];
  const by = numbers.has(order.by) ? a - b : collator.compare(a, b);
  return (order.down ? -by : by) || one.number - other.number;
}

function sort() {
  entries.sort(compare);
  list.append(...entries.map(({ one }) => one));
  for (const head of document.querySelectorAll("[data-sort]")) {
    head.dataset.order = head.dataset.sort !== order.by ? "" : order.down ? "down" : "up";
  }
}

function filter() {
  const wanted = filters.elements.words.value.trim().toLowerCase();
  const year = filters.elements.year.value;
  const reasons = [...filters.querySelectorAll("[data-filter][aria-pressed='true']")].map((one) => one.dataset.filter);
  const all = filters.elements.all.checked;
  let shown = 0;
  for (const entry of entries) {
    const flagged = all || Number(entry.doubts) > 0 || Number(entry.failing) > 0;
    const fits = reasons.every((one) => (one === "failing" ? Number(entry.failing) > 0 : entry.reasons.has(one)));
    const keep = flagged && fits && (!year || entry.year === year) && (!wanted || entry.words.includes(wanted));
    if (entry.one.hidden === keep) entry.one.hidden = !keep;
    shown += keep;
  }
  filters.querySelector("output").textContent = girml.say("list.shown", { n: shown, of: entries.length });
}

filters.addEventListener("input", filter);
filters.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("girml:language", filter);
document.addEventListener("click", (event) => {
  const head = event.target.closest("[data-sort]");
  const reason = event.target.closest("[data-filter]");
  if (head) {
    order.down = order.by === head.dataset.sort ? !order.down : numbers.has(head.dataset.sort);
    order.by = head.dataset.sort;
    sort();
  } else if (reason) {
    reason.ariaPressed = String(reason.ariaPressed !== "true");
    filter();
  }
});

document.querySelector("[data-sort='doubts']").dataset.order = "down";
girml.start();
