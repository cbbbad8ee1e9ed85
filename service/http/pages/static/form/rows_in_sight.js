/* The rows of a long list are drawn as they come into sight. */

import { dress } from "./inputs.js";
import { form } from "./page.js";
import { draw, undraw } from "./waiting_rows.js";

/* From so many rows on a list is long. */
export const LONG = 100;

/* By list: who tells which of its rows are in sight. */
const watchers = new WeakMap();

export const drawRow = (row) => {
  if (draw(row)) dress(row);
};

const seen = (entries) => entries.filter(({ target }) => target.isConnected).forEach((entry) => (entry.isIntersecting ? drawRow : undraw)(entry.target));

/* Where a narrow screen shows each row as a block, the page scrolls instead of the list. */
const watcherOf = (list) => {
  if (!watchers.has(list)) {
    const scroll = list.querySelector(".scroll");
    const root = getComputedStyle(scroll).overflowY === "visible" ? null : scroll;
    watchers.set(list, new IntersectionObserver(seen, { root, rootMargin: "500px 0px" }));
  }
  return watchers.get(list);
};

export const watchRows = (list, rows) => {
  if (!list.matches(".grid")) return;
  const box = list.querySelector("[data-rows]");
  if (box.children.length <= LONG) return;
  const table = box.closest("table");
  // The first time all of them; later those that are new.
  const watched = table.classList.contains("is-watched") ? rows : [...box.children];
  table.classList.add("long", "is-watched");
  watched.forEach((row) => watcherOf(list).observe(row));
};

const watchLists = () => form.querySelectorAll(".grid[data-list]").forEach((list) => watchRows(list, []));

/* The lists of the form, now and whenever it is drawn anew. */
export const wireRowsInSight = () => {
  watchLists();
  form.addEventListener("drawn", watchLists);
};
