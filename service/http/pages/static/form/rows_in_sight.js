/* The rows of a long list are drawn as they come into sight. */

import { dress } from "./inputs.js";
import { form } from "./page.js";
import { countRows, groupsOf } from "./row_groups.js";
import { draw, undraw, unpack } from "./waiting_rows.js";

/* From so many rows on a list is long. */
export const LONG = 100;

/* By list: who tells which groups of its rows are in sight. */
const watchers = new WeakMap();

export const drawRow = (row) => {
  if (draw(row)) dress(row);
};

const seen = (entries) => entries.filter(({ target }) => target.isConnected).forEach((entry) => [...entry.target.children].forEach(entry.isIntersecting ? drawRow : undraw));

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
  if (!list.matches(".grid") || countRows(list) <= LONG) return;
  const table = list.querySelector("table");
  // The first time all of them; later those that have new rows, which are looked at again.
  const watched = table.classList.contains("is-watched") ? new Set(rows.map((row) => row.parentElement)) : groupsOf(list);
  table.classList.add("long", "is-watched");
  for (const group of watched) {
    watcherOf(list).unobserve(group);
    watcherOf(list).observe(group);
  }
};

const watchLists = () => form.querySelectorAll(".grid[data-list]").forEach((list) => {
  unpack(list);
  watchRows(list, []);
});

/* The lists of the form, now and whenever it is drawn anew: before anybody asks what stands in them. */
export const wireRowsInSight = () => {
  watchLists();
  form.addEventListener("drawn", watchLists);
};
