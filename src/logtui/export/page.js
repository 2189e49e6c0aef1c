"use strict";
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const field = document.querySelector("#filter");
const status = document.querySelector("#matches");
const sections = [...document.querySelectorAll("section")].map(section => ({
  section,
  day: section.dataset.day || "",
  shown: true,
  entries: [...section.querySelectorAll("article")].map(article => ({ article, shown: true })),
}));
const years = [...document.querySelectorAll("h2.year")];
const total = document.querySelectorAll("article").length;

function prepare(entry) {
  if (entry.text === undefined) {
    entry.text = fold(entry.article.textContent);
    entry.kind = fold(entry.article.dataset.kind || "");
  }
}

let next = 0;
function prepareSome() {
  const end = performance.now() + 8;
  while (next < sections.length && performance.now() < end) sections[next++].entries.forEach(prepare);
  if (next < sections.length) setTimeout(prepareSome);
}

function matches(entry, day, words) {
  prepare(entry);
  return words.every(word => {
    if (word.startsWith("kind:")) return entry.kind.includes(word.slice(5));
    if (word.startsWith("in:")) return day.startsWith(word.slice(3));
    return entry.text.includes(word);
  });
}

function show(item, element, shown) {
  if (item.shown !== shown) element.hidden = !(item.shown = shown);
}

function filter() {
  const words = fold(field.value).split(/\s+/).filter(Boolean);
  let count = 0;
  const shownYears = new Set();
  for (const item of sections) {
    let some = false;
    for (const entry of item.entries) {
      const shown = matches(entry, item.day, words);
      if (shown) { count++; some = true; }
      show(entry, entry.article, shown);
    }
    show(item, item.section, some);
    if (some) shownYears.add(item.day.slice(0, 4));
  }
  for (const year of years) year.hidden = !shownYears.has(year.textContent);
  status.textContent = !words.length ? "" : count ? `${count} of ${total} entries` : "No entry has all of these words.";
}

function keep() {
  const state = field.value ? "#q=" + encodeURIComponent(field.value) : location.pathname + location.search;
  history.replaceState(null, "", state);
}

function readAddress() {
  if (!location.hash.startsWith("#q=")) return;
  try { field.value = decodeURIComponent(location.hash.slice(3)); } catch { return; }
  filter();
}

document.querySelector(".filter").hidden = false;
field.addEventListener("input", () => { filter(); keep(); });
window.addEventListener("hashchange", readAddress);
document.addEventListener("keydown", event => {
  const typing = event.target.closest("input, textarea");
  if (event.key === "/" && !typing) { event.preventDefault(); field.focus(); }
  if (event.key === "Escape" && event.target === field) { field.value = ""; filter(); keep(); }
});
readAddress();
setTimeout(prepareSome);
