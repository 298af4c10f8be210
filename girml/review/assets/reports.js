// The work list: its words in the language of the reader; a choice shows at once.
"use strict";

girml.start();
for (const one of document.querySelectorAll(".filters select")) {
  one.addEventListener("change", () => one.form.requestSubmit());
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return;
  const links = [...document.querySelectorAll(".entries a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "n" || event.key === "j") links[Math.min(at + 1, links.length - 1)]?.focus();
  if (event.key === "p" || event.key === "k") links[Math.max(at - 1, 0)]?.focus();
});
