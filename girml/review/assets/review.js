// What is decided on a report: each decision is sent at once, and the page shows what the server wrote down.
"use strict";

const review = { ...JSON.parse(document.getElementById("review").textContent), work: Promise.resolve() };
const POLL = 3000;
const PLACES = { head: "header.head", text: ".text", form: ".sheets", notes: ".notes" };
const one = (query, root = document) => root.querySelector(query);
const who = () => girml.kept.get("who") || review.who;

// Talking to the server: one request after the other, in the order of the keys.
const later = (what) => { review.work = review.work.then(what).catch((error) => toast(error.message)); return review.work; };

async function ask(path, body) {
  let answer;
  try {
    answer = await fetch(`/api/reports/${review.state.key}${path}`, body && {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ ...body, who: who() }),
    });
  } catch { throw new Error(girml.say("review.gone")); }
  if (answer.status === 204) return null;
  const told = await answer.json();
  if (answer.status === 409) return meeting(told, body);
  if (!answer.ok) throw new Error(told.detail);
  if (body) await ask("");
  else showSheet(told);
  return told;
}

function showSheet({ state, parts }) {
  review.state = state;
  const scrolled = [".text", ".form"].map((query) => [query, one(query).scrollTop]);
  for (const [name, query] of Object.entries(PLACES)) {
    const made = document.createElement("template");
    made.innerHTML = parts[name];
    one(query).replaceWith(made.content);
  }
  showState();
  const chosen = girml.selected;
  girml.refresh();
  if (!chosen) one(".panel .hint").hidden = false;
  for (const [query, top] of scrolled) one(query).scrollTop = top;
}

// What stands.
const cells = () => all("td[data-cell]");
const named = (told) => girml.say("review.by", { who: told.who, what: what(told), at: new Date(told.at).toLocaleString(girml.language) });

function what(told) {
  const said = girml.say(`review.${told.action === "choose" || told.action === "undo" ? told.action : told.action === "done" ? "is_done" : told.action}`);
  return told.value === null || told.value === undefined ? said : `${said} ${told.value}`;
}

function leftOpen() {
  const rules = review.state.remaining.filter((id) => id.startsWith("c.")).length;
  return girml.say("review.left", { cells: review.state.remaining.length - rules, rules });
}

function showState() {
  const { standing, remaining, conflicts, done, flaws } = review.state;
  for (const cell of cells()) {
    const told = standing[cell.dataset.cell];
    if (told) cell.dataset.decided = told.action;
    if (remaining.includes(cell.dataset.cell)) cell.dataset.open = "";
  }
  const left = one(".standing");
  left.textContent = done
    ? (flaws.length ? girml.say("review.flawed", { flaw: flaws[0] }) : girml.say("review.is_done"))
    : remaining.length ? leftOpen() : girml.say("review.ready");
  left.dataset.state = done ? (flaws.length ? "flawed" : "done") : remaining.length ? "open" : "ready";
  const disputed = one(".disputed");
  disputed.hidden = !conflicts.length;
  disputed.textContent = girml.say("review.conflicts", { n: conflicts.length });
  one(".said .who").textContent = girml.say("review.who", { who: who() || "?" });
  showCell();
}

function showCell() {
  const id = girml.selected;
  for (const group of all("[data-on-cell]")) group.toggleAttribute("data-off", !id);
  const told = id && review.state.standing[id];
  one(".decided").textContent = told ? named(told) : "";
  const offered = (id && review.state.choices[id]) || [];
  const chips = offered.map((value, at) => element("button", { type: "button", "data-act": "choose", "data-choice": at },
    value === null ? girml.say("nothing") : String(value), " ", element("kbd", {}, String(at + 1))));
  one(".offered").replaceChildren(...(chips.length ? [girml.say("review.choices"), ...chips] : []));
}

function toast(message) {
  const shown = one(".toast");
  shown.textContent = message;
  shown.hidden = false;
  clearTimeout(review.fading);
  review.fading = setTimeout(() => { shown.hidden = true; }, 8000);
}

// What is selected in the text, in code points of the source. A control character is shown as a word and counts as one.
const inLine = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-line]");

function offset(node, at) {
  const line = inLine(node);
  if (!line) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, at);
  const copy = before.cloneContents();
  for (const control of copy.querySelectorAll(".control")) control.textContent = "\u0000";
  return Number(line.dataset.start) + [...copy.textContent].length;
}

function selection() {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  const text = String(chosen);
  const before = [...text].length - [...text.trimStart()].length;
  const after = [...text].length - [...text.trimEnd()].length;
  return start + before < end - after ? { start: start + before, end: end - after, text: text.trim() } : null;
}

// Dialogs.
function dialog(id) {
  const shown = document.getElementById(id);
  girml.translate(shown);
  shown.returnValue = "";
  shown.showModal();
  return new Promise((done) => shown.addEventListener("close", () => done(shown.returnValue), { once: true }));
}
for (const shown of all("dialog")) {
  shown.addEventListener("submit", (event) => { event.preventDefault(); shown.close(event.submitter?.value || "ok"); });
}

async function naming() {
  const input = one("#naming input");
  input.value = who() || "";
  if (await dialog("naming") && input.value.trim()) girml.kept.set("who", input.value.trim());
  showState();
  return who();
}

function valueOf(written) {
  const plain = written.normalize("NFKC").trim();
  const bare = plain.replace(/(?<=\d),(?=\d{3})/g, "");
  return /^[+-]?\d{1,12}(\.\d+)?$/.test(bare) ? Number(bare) : plain;
}

async function typing(id) {
  const form = one("#typing form");
  const place = selection();
  one(".of", form).textContent = girml.nameOfCell(id);
  form.value.value = place ? place.text : "";
  form.nowhere.checked = false;
  one(".where", form).textContent = place ? girml.say("review.type_place", { text: place.text }) : girml.say("review.type_hint");
  if (!await dialog("typing") || !form.value.value.trim()) return;
  const nowhere = form.nowhere.checked;
  const where = place && !nowhere ? { start: place.start, end: place.end } : {};
  const told = await decide({ action: "type", value: valueOf(form.value.value), nowhere, ...where }, id);
  if (told?.written?.state === "unresolved" && !nowhere) toast(girml.say("review.not_found"));
}

function marks(cell) {
  const own = (cell ? [["row", cell.dataset.row], ["column", cell.dataset.column]] : [])
    .map(([tag, label]) => [`${girml.say(`review.mark_${tag}`)}${girml.nameOfLabel(label)}`, tag, label]);
  const heads = [1, 2, 3, 4, 5, 6].map((n) => [girml.say("review.mark_heading", { n: girml.language === "zh" ? "一二三四五六"[n - 1] : n }), "heading", `s${n}`]);
  const plain = ["title", "agency", "date", "figure", "furniture", "prose"].map((tag) => [girml.say(`review.mark_${tag}`), tag, ""]);
  return [...own, ...heads, ...plain];
}

async function marking() {
  const place = selection();
  if (!place) return toast(girml.say("review.select_first"));
  const offered = marks(girml.selected && one(`td[data-cell="${CSS.escape(girml.selected)}"]`));
  const list = one("#marking select");
  list.replaceChildren(...offered.map(([told], at) => element("option", { value: at }, told)));
  list.selectedIndex = 0;
  one("#marking .of").textContent = girml.say("review.mark_what", { text: place.text.slice(0, 40) });
  if (await dialog("marking") && list.value !== "") await markAs(place, ...offered[Number(list.value)].slice(1));
}

const markAs = (place, tag, label) =>
  send(`@${place.start}:${place.end}`, { action: "mark", start: place.start, end: place.end, tag, label });

function markedAs(tag) {
  const place = selection();
  const cell = girml.selected && one(`td[data-cell="${CSS.escape(girml.selected)}"]`);
  if (!place || !cell) return toast(girml.say(place ? "review.choose_first" : "review.select_first"));
  return markAs(place, tag, cell.dataset[tag]);
}

async function meeting({ mine, theirs }, body) {
  await ask("");
  one("#meeting .theirs").textContent = named(theirs);
  one("#meeting .mine").textContent = named(mine);
  const chosen = await dialog("meeting");
  if (body.action === undefined || !chosen) return null;
  if (chosen === "mine") return ask("/decisions", { ...body, seen: theirs.number });
  return theirs.undoes || mine.subject.startsWith("@") || mine.subject === "report" ? null
    : ask("/decisions", { action: "accept", subject: mine.subject, seen: theirs.number });
}

// Deciding.
async function send(subject, body) {
  if (!who() && !await naming()) return null;
  return ask("/decisions", { subject, seen: review.state.versions[subject] || 0, ...body });
}

async function decide(body, id = girml.selected) {
  if (!id) return toast(girml.say("review.choose_first"));
  const told = await send(id, body);
  if (told && girml.selected === id && told.written?.state !== "unresolved") onward();
  return told;
}

function onward() {
  const every = cells();
  const at = every.findIndex((cell) => cell.dataset.cell === girml.selected);
  const next = [...every.slice(at + 1), ...every.slice(0, at)].find((cell) => cell.hasAttribute("data-review"));
  if (next) girml.select(next.dataset.cell);
}

async function finish() {
  if (review.state.remaining.length) return remaining();
  const told = await send("report", { action: "done" });
  if (told?.state.flaws.length) return toast(told.state.flaws[0]);
  return told && skip();
}

function remaining() {
  const [first] = review.state.remaining;
  if (!first) return;
  if (first.startsWith("c.")) girml.showRule(first);
  else girml.select(first);
  toast(leftOpen());
}

function dispute() {
  const [first] = review.state.conflicts;
  if (first && !first.subject.startsWith("@")) girml.select(first.subject);
  if (first) toast(named(first));
}

const skip = () => location.assign(review.state.next ? `/reports/${review.state.next}` : "/");
const simple = (action) => () => decide({ action });

const acts = {
  ...Object.fromEntries(["accept", "misprint", "blank", "unreadable", "absent"].map((action) => [action, simple(action)])),
  choose: (target) => decide({ action: "choose", choice: Number(target.dataset.choice) }),
  type: () => (girml.selected ? typing(girml.selected) : toast(girml.say("review.choose_first"))),
  mark: marking,
  undo: async () => who() && ask("/undo", {}),
  who: naming,
  help: () => dialog("helping"),
  finish, remaining, dispute,
};
const keys = {
  a: "accept", t: "type", m: "misprint", b: "blank", x: "unreadable", g: "absent", l: "mark", z: "undo", d: "finish", "?": "help",
};

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-act], [data-close]");
  if (!target) return;
  if (target.matches("[data-close]")) target.closest("dialog").close("");
  else later(() => acts[target.dataset.act](target));
});

// A key in a dialog is the dialog's alone.
document.addEventListener("keydown", (event) => {
  if (one("dialog[open]")) return event.stopPropagation();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return undefined;
  if (keys[event.key]) later(acts[keys[event.key]]);
  else if (/^[1-9]$/.test(event.key)) later(() => decide({ action: "choose", choice: Number(event.key) - 1 }));
  else if (event.key === "r") later(() => markedAs("row"));
  else if (event.key === "c") later(() => markedAs("column"));
  else if (event.key === "]") skip();
  else if (event.key === "w") location.assign("/");
  else return undefined;
  return event.preventDefault();
}, { capture: true });

document.addEventListener("girml:selected", showCell);
document.addEventListener("girml:language", showState);
setInterval(() => {
  const { key, lines } = review.state;
  if (!document.hidden && !one("dialog[open]")) later(() => ask(`?lines=${lines}`).catch(() => null));
}, POLL);
showState();
