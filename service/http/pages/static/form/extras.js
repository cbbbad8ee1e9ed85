/* What is put aside: it opens together with what goes with it, and wherever somebody is led into it. */

import { form } from "./page.js";

const inRow = (extra) => extra.closest("[data-row]") !== null;

/* Open a list that has no row yet with its first. */
const begin = (extra) => {
  const [list, ...others] = extra.querySelectorAll(".cards[data-list]");
  if (!list || others.length || list.querySelector("[data-rows] > *")) return;
  const add = list.querySelector(":scope > .acts button[value^='add:']");
  if (add) add.click();
};

/* The money of an award goes with where the money comes from, which the document says once. */
const openWithIt = (extra) => {
  for (const other of form.querySelectorAll("details.extra:not([open])")) {
    if (other.dataset.extra === extra.dataset.extra && inRow(other) !== inRow(extra)) other.open = true;
  }
};

const opened = (event) => {
  const extra = event.target;
  if (!extra.matches("details.extra") || !extra.open) return;
  openWithIt(extra);
  // Of those that open together the one that was pressed is where somebody wants to type.
  if (!extra.contains(document.activeElement)) return;
  begin(extra);
  const input = [...extra.querySelectorAll("[name^='/']")].find((other) => other.offsetParent);
  if (input) input.focus();
};

/* Show an element that stands in something closed. */
export const reveal = (element) => {
  for (let node = element; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
};

/* What opens with something of a row need not be offered a second time. */
const offerOnce = () => {
  const extras = [...form.querySelectorAll("details.extra")];
  const inRows = new Set(extras.filter(inRow).map((extra) => extra.dataset.extra));
  for (const extra of extras) extra.toggleAttribute("data-goes-with", !inRow(extra) && inRows.has(extra.dataset.extra));
};

export const wireExtras = () => {
  offerOnce();
  form.addEventListener("drawn", offerOnce);
  form.addEventListener("rows", offerOnce);
  // The event of a part that opens does not bubble.
  form.addEventListener("toggle", opened, true);
  form.querySelectorAll("details.extra[open]").forEach(openWithIt);
};
