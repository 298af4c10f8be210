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
for (const { one } of entries) one.hidden = false;
const collator = new Intl.Collator("zh", { numeric: true });
const numbers = new Set(["doubts", "failing", "year"]);
const order = { by: "doubts", down: true };

// Of thousands of lines so many stand in the page, and as many more each time its end comes in sight.
let fitting = [];
const more = () => {
  const next = fitting.slice(list.childElementCount, list.childElementCount + Number(list.dataset.atOnce));
  list.append(...next.map(({ one }) => one));
};
new IntersectionObserver((seen) => seen[0].isIntersecting && more(), { rootMargin: "600px" })
  .observe(document.querySelector(".end"));

function compare(one, other) {
  const [a, b] = [one[order.by], other[order.by]];
  const by = numbers.has(order.by) ? a - b : collator.compare(a, b);
  return (order.down ? -by : by) || one.number - other.number;
}

function sort() {
  entries.sort(compare);
  for (const head of document.querySelectorAll("[data-sort]")) {
    head.dataset.order = head.dataset.sort !== order.by ? "" : order.down ? "down" : "up";
  }
}

function wanted() {
  const words = filters.elements.words.value.trim().toLowerCase();
  const year = filters.elements.year.value;
  const reasons = [...filters.querySelectorAll("[data-filter][aria-pressed='true']")].map((one) => one.dataset.filter);
  const all = filters.elements.all.checked;
  return (entry) => {
    const failing = Number(entry.failing) > 0;
    const has = (reason) => (reason === "failing" ? failing : entry.reasons.has(reason));
    const flagged = all || failing || Number(entry.doubts) > 0;
    return flagged && reasons.every(has) && (!year || entry.year === year) && (!words || entry.words.includes(words));
  };
}

function show() {
  fitting = entries.filter(wanted());
  list.replaceChildren();
  more();
  filters.querySelector("output").textContent = girml.say("list.shown", { n: fitting.length, of: entries.length });
}

filters.addEventListener("input", show);
filters.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("girml:language", show);
document.addEventListener("click", (event) => {
  const head = event.target.closest("[data-sort]");
  const reason = event.target.closest("[data-filter]");
  if (head) {
    order.down = order.by === head.dataset.sort ? !order.down : numbers.has(head.dataset.sort);
    order.by = head.dataset.sort;
    sort();
  } else if (reason) {
    reason.ariaPressed = String(reason.ariaPressed !== "true");
  }
  if (head || reason) show();
});

sort();
girml.start();
