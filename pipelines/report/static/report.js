// What a page can do beyond being read: find a manager, and show the lines of a box in the drawing of the lineage.
// Names are put on the page as text, never as HTML.
"use strict";

const MOST = 8;
const input = document.getElementById("search");
const list = document.getElementById("results");
const found = document.getElementById("found");

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ø/g, "o").replace(/æ/g, "ae").replace(/ß/g, "ss")
    .replace(/ł/g, "l").replace(/đ/g, "d").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function matches(words) {
  const wanted = plain(words).split(" ").filter(Boolean);
  if (!wanted.length) return [];
  const rank = ([, name]) => (plain(name).split(" ").some((word) => word.startsWith(wanted[0])) ? 0 : 1);
  return managers.filter((row) => wanted.every((word) => (" " + row[3]).includes(" " + word))).sort((a, b) => rank(a) - rank(b));
}

function show() {
  const rows = matches(input.value);
  list.replaceChildren(...rows.slice(0, MOST).map(([page, name, clubs]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = input.dataset.root + page;
    link.textContent = name;
    if (clubs) {
      const small = document.createElement("small");
      small.textContent = clubs;
      link.append(small);
    }
    item.append(link);
    return item;
  }));
  list.hidden = !rows.length;
  found.textContent = input.value.trim() ? `${rows.length} found` : "";
}

function step(event, by) {
  const links = [...list.querySelectorAll("a")];
  const next = links.indexOf(document.activeElement) + by;
  event.preventDefault();
  (next < 0 ? input : links[Math.min(next, links.length - 1)])?.focus();
}

input.addEventListener("input", show);
input.addEventListener("focus", show);
document.querySelector(".search").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") step(event, 1);
  if (event.key === "ArrowUp") step(event, -1);
  if (event.key === "Enter" && event.target === input) list.querySelector("a")?.click();
  if (event.key === "Escape") { list.hidden = true; input.focus(); list.hidden = true; }
});
document.addEventListener("focusin", (event) => { if (!event.target.closest(".search")) list.hidden = true; });
document.addEventListener("pointerdown", (event) => { if (!event.target.closest(".search")) list.hidden = true; });
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input")) { event.preventDefault(); input.focus(); }
});

const drawing = document.querySelector("svg.lineage");
if (drawing) {
  const boxes = new Map([...drawing.querySelectorAll(".box")].map((box) => [box.dataset.name, box]));
  const lines = [...drawing.querySelectorAll(".line")];
  const choose = (name) => {
    drawing.classList.toggle("chosen", Boolean(name));
    for (const box of boxes.values()) box.classList.toggle("on", box.dataset.name === name);
    for (const line of lines) {
      const on = line.dataset.from === name || line.dataset.to === name;
      line.classList.toggle("on", on);
      if (on) { boxes.get(line.dataset.from).classList.add("on"); boxes.get(line.dataset.to).classList.add("on"); }
    }
  };
  for (const [name, box] of boxes) {
    box.addEventListener("pointerenter", () => choose(name));
    box.addEventListener("pointerleave", () => choose(null));
  }
}
