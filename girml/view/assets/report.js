// A report: what is chosen in the form is shown in the text, and the other way round; the panel tells of it.
"use strict";

const all = (query) => [...document.querySelectorAll(query)];
const cellOf = (id) => document.querySelector(`td[data-cell="${CSS.escape(id)}"]`);
const marksOf = (kind, id) => all(`mark[data-${kind}~="${CSS.escape(id)}"]`);

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

// Names: a label as the form prints it, or what it means in English; a cell by its row and column.
girml.nameOfLabel = (id) => {
  const label = document.querySelector(`th[data-label="${CSS.escape(id)}"]`);
  if (!label) return id;
  return girml.language === "en" ? label.dataset.english : label.textContent;
};
girml.nameOfCell = (id) => {
  const cell = cellOf(id);
  return cell ? `${girml.nameOfLabel(cell.dataset.row)} · ${girml.nameOfLabel(cell.dataset.column)}` : id;
};

function fillNames(root) {
  for (const one of root.querySelectorAll("[data-name]")) {
    const id = one.dataset.name;
    one.textContent = id.startsWith("l.") ? girml.nameOfLabel(id) : girml.nameOfCell(id);
  }
}

// What is chosen.
const clear = (...names) => names.forEach((name) => all(`.${name}`).forEach((one) => one.classList.remove(name)));
const mark = (some, name) => some.forEach((one) => one.classList.add(name));
// Shown in a frame, it lets the page around it stay where it is.
const show = (one) => one?.scrollIntoView({ block: "center", inline: "nearest", container: "nearest" });

girml.select = (id) => {
  const cell = cellOf(id);
  if (!cell) return;
  clear("selected", "left", "right");
  girml.selected = id;
  const places = marksOf("cell", id);
  mark([cell, ...places, ...headsOf(cell)], "selected");
  show(places[0] || marksOf("label", cell.dataset.row)[0]);
  show(cell);
  tell(aboutCell(cell));
  stepAt();
  try { history.replaceState(null, "", `#${id}`); } catch { /* A page in a frame may not. */ }
  document.dispatchEvent(new CustomEvent("girml:selected", { detail: { cell: id } }));
};

const headsOf = (cell) =>
  [cell.dataset.row, cell.dataset.column].flatMap((id) => [...all(`th[data-label="${CSS.escape(id)}"]`), ...marksOf("label", id)]);

girml.showRule = (id) => {
  const check = document.querySelector(`[data-check="${CSS.escape(id)}"]`);
  clear("selected", "left", "right");
  girml.selected = null;
  const [left, right] = sidesOf(check);
  mark(left.map(cellOf), "left");
  mark(right.map(cellOf), "right");
  show(cellOf(right[0]));
  tell([copied(check)]);
};

function sidesOf(check) {
  const cells = check.dataset.cells.split(" ");
  const at = Number(check.dataset.leftTerms);
  return [cells.slice(0, at), cells.slice(at)];
}

girml.doubtful = () => all("td[data-review]");

girml.step = (by, among = girml.doubtful()) => {
  if (!among.length) return;
  const at = among.findIndex((one) => one.dataset.cell === girml.selected);
  const next = at < 0 ? (by > 0 ? 0 : among.length - 1) : (at + by + among.length) % among.length;
  girml.select(among[next].dataset.cell);
};

function stepAt() {
  const among = girml.doubtful();
  const at = among.findIndex((one) => one.dataset.cell === girml.selected) + 1;
  const key = at ? "doubtful_at" : "doubtful";
  for (const one of all("[data-step-at]")) one.textContent = girml.say(key, { n: among.length, at });
}

// The panel.
function tell(children) {
  const panel = document.querySelector(".panel");
  panel.querySelector(".hint").hidden = true;
  const shown = panel.querySelector(".shown");
  shown.hidden = false;
  shown.replaceChildren(...children);
  girml.translate(shown);
  fillNames(shown);
}

const word = (key, values) => {
  const made = element("span", { "data-word": key });
  if (values) made.dataset.values = JSON.stringify(values);
  return made;
};
const copied = (check) => {
  const copy = check.cloneNode(true);
  copy.removeAttribute("data-check");
  return copy;
};
const shownValue = (value) => (value === null ? word("nothing") : value);
const nothing = ({ state, alternatives }) =>
  word(state === "absent" || (state === "unresolved" && !alternatives) ? `nothing.${state}` : "nothing");

function aboutCell(cell) {
  const facts = cell.dataset;
  const percent = (100 * Number(facts.confidence)).toFixed(1);
  const value = cell.querySelector("span").textContent;
  const head = element("div", { class: "fact about" },
    element("h3", { "data-name": facts.cell }),
    element("p", { class: "value" }, element("b", value.length > 12 ? { class: "long" } : {}, value || nothing(facts)), facts.unit ? ` ${facts.unit} ` : " ",
      word("confidence", { percent })),
    element("p", facts.reason ? { class: "reason", "data-reason": facts.reason } : {},
      facts.reason ? element("i", { class: "sign", "data-reason": facts.reason, "data-sign": facts.sign }) : null,
      facts.reason ? word(`reason.${facts.reason}`) : null, " ", word(`told.${facts.reason || "sure"}`)),
    ...choices(facts), place(cell));
  return [head, rulesOf(facts)];
}

function place(cell) {
  const { start, end, cell: id } = cell.dataset;
  const line = marksOf("cell", id)[0]?.closest("[data-line]")?.dataset.line;
  return element("p", { class: "place" }, line ? word("place", { line, start, end }) : word("no_place"));
}

function choices({ alternatives, suggested }) {
  const listed = alternatives ? JSON.parse(alternatives) : [];
  const chips = (key, some) =>
    some.length ? element("p", { class: "choices" }, word(key), ...some.map((one) => element("b", {}, shownValue(one)))) : null;
  return [chips("alternatives", listed), chips("suggested", suggested ? [suggested] : [])].filter(Boolean);
}

function rulesOf(facts) {
  const ids = (facts.rules || "").split(" ");
  const checks = all(".checks > [data-check]").filter((one) => one.dataset.cells.split(" ").includes(facts.cell));
  const list = checks.map((one) => {
    const copy = copied(one);
    if (ids.includes(one.dataset.check)) copy.prepend(element("em", {}, word("derived_by")));
    return copy;
  });
  return element("div", { class: "fact rules" }, element("h4", {}, word(checks.length ? "in_rules" : "no_rules")),
    element("ul", { class: "checks" }, ...list));
}

// What is pressed.
const find = (kind, id) => {
  const places = marksOf(kind, id);
  clear("found");
  mark(places, "found");
  show(places[0]);
  return places.length > 0;
};

function pressed(target) {
  const { step, go, to, rule, fixed, toField, toHeading, toFinding } = target.dataset;
  if (step) girml.step(Number(step));
  else if (go) girml.step(1, all(`td[data-reason="${go}"]`));
  else if (to) girml.select(to);
  else if (rule) girml.showRule(rule);
  else if (fixed !== undefined) fix(target.ariaPressed !== "true");
  else if (toField) find("field", toField);
  else if (toHeading) find("heading", toHeading);
  else if (toFinding && !find("finding", toFinding)) girml.select(target.closest("li").querySelector("[data-to]")?.dataset.to);
}

// Columns that stand by spaces are seen in a type of one width, unwrapped.
function fix(on) {
  document.querySelector("[data-fixed]").ariaPressed = String(on);
  document.querySelector(".text").classList.toggle("unwrapped", on);
  girml.kept.set("fixed", on);
}

function figure(target) {
  const ids = target.dataset.cell.split(" ");
  girml.select(ids[(ids.indexOf(girml.selected) + 1) % ids.length]);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) return pressed(button);
  const chosen = event.target.closest("td[data-cell], mark[data-cell]");
  if (chosen) return figure(chosen);
  const label = event.target.closest("th[data-label], mark[data-label]");
  if (label) chooseLabel(label);
});

function chooseLabel(label) {
  const [id] = label.dataset.label.split(" ");
  const ends = label.matches("mark") ? all(`th[data-label="${CSS.escape(id)}"]`) : marksOf("label", id);
  clear("found");
  mark([label, ...ends], "found");
  show(ends[0]);
}

document.addEventListener("mouseover", (event) => {
  clear("linked");
  const ids = event.target.closest?.("[data-cell]")?.dataset.cell.split(" ") || [];
  for (const id of ids) mark([cellOf(id), ...marksOf("cell", id)].filter(Boolean), "linked");
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (event.key === "n") girml.step(1);
  if (event.key === "p") girml.step(-1);
  if (event.key === "Enter" && event.target.matches("td[data-cell]")) girml.select(event.target.dataset.cell);
});

document.addEventListener("girml:language", () => {
  fillNames(document);
  stepAt();
});

// Where parts of the page are put in anew, this shows again what was chosen.
girml.refresh = () => {
  girml.translate(document);
  fillNames(document);
  if (girml.selected) girml.select(girml.selected);
};

girml.start();
fix(girml.kept.get("fixed") === "true");
const wanted = decodeURIComponent(location.hash.slice(1));
if (wanted && cellOf(wanted)) girml.select(wanted);
else girml.step(1);
