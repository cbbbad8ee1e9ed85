/* A checked document: a click on a number marks the same number on the other side and brings it into sight. An enhancement
   only: without it the numbers are links. */

import { wireFile } from "./drop_file.js";

const list = document.querySelector(".findings");
const pages = document.querySelector(".pages");

/* A column that scrolls by itself is scrolled first, and the page as far as the column is not all in sight. */
const bring = (target) => {
  const around = target.closest(".pages");
  if (around && around.scrollHeight > around.clientHeight) {
    const [inside, box] = [target.getBoundingClientRect(), around.getBoundingClientRect()];
    const isSeen = inside.top >= box.top && inside.bottom <= box.bottom;
    if (!isSeen) around.scrollTop += inside.top - box.top - around.clientHeight / 3;
  }
  target.scrollIntoView({ block: "nearest" });
};

const mark = (number) => {
  for (const one of document.querySelectorAll(".is-here")) one.classList.remove("is-here");
  for (const one of document.querySelectorAll(`[data-number="${number}"]`)) one.classList.add("is-here");
};

const follow = (event) => {
  const one = event.target.closest("[data-number]");
  if (!one || event.target.closest("summary, details p")) return;
  const { number } = one.dataset;
  const inPages = Boolean(one.closest("svg"));
  if (inPages && !event.target.closest("a")) return;
  mark(number);
  // Where list and pages are below each other the link is followed, so that the browser's own "back" leads back.
  const beside = getComputedStyle(document.querySelector(".checked")).display === "grid";
  if (!beside && event.target.closest("a")) return;
  if (event.target.closest("a")) event.preventDefault();
  const other = inPages ? document.getElementById(`cho-${number}`) : document.getElementById(`o-${number}`);
  if (!other) return;
  bring(inPages ? other : other.querySelector("rect"));
  // Whoever came by keys goes on from there.
  if (event.detail === 0) other.querySelector("a").focus();
};

if (list) list.addEventListener("click", follow);
if (pages) pages.addEventListener("click", follow);
const input = document.getElementById("tep");
if (input) wireFile(input);
const summary = document.getElementById("tom-tat");
if (summary) summary.focus();
