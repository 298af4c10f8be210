// The words of a page in the language of its reader. What is marked with data-word changes with it.
"use strict";

const girml = { words: JSON.parse(document.getElementById("words").textContent) };

girml.say = (key, values = {}) =>
  girml.words[key][girml.language].replace(/\{(\w+)\}/g, (_, name) => values[name]);

girml.translate = (root) => {
  for (const one of root.querySelectorAll("[data-word]")) {
    one.textContent = girml.say(one.dataset.word, JSON.parse(one.dataset.values || "{}"));
  }
  for (const one of root.querySelectorAll("[data-word-hint]")) {
    one.placeholder = one.ariaLabel = girml.say(one.dataset.wordHint);
  }
};

girml.speak = (language) => {
  girml.language = language;
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const one of document.querySelectorAll("button[data-language]")) {
    one.ariaPressed = String(one.dataset.language === language);
  }
  girml.translate(document);
  document.dispatchEvent(new CustomEvent("girml:language"));
};

girml.kept = {
  // A browser may refuse a page that comes from a file a store of its own.
  get(name) {
    try { return localStorage.getItem(`girml.${name}`); } catch { return null; }
  },
  set(name, value) {
    try { localStorage.setItem(`girml.${name}`, value); } catch { /* The choice lasts as long as the page. */ }
  },
};

document.addEventListener("click", (event) => {
  const chosen = event.target.closest("button[data-language]");
  if (chosen) {
    girml.kept.set("language", chosen.dataset.language);
    girml.speak(chosen.dataset.language);
  }
});

girml.start = () => girml.speak(girml.kept.get("language") || (/^zh\b/i.test(navigator.language) ? "zh" : "en"));
