/* From a pointer to what is typed there: the input itself, or the nearest thing around it that the page shows. */

import { reveal } from "./extras.js";
import { drawRow } from "./rows_in_sight.js";
import { isWaiting } from "./waiting_rows.js";

/* The element of a pointer, or of the part around it; null when the form has none. */
export const placeOf = (pointer) => {
  for (let at = pointer; at; at = at.slice(0, at.lastIndexOf("/"))) {
    const found = document.getElementById(at);
    if (found && isWaiting(found)) drawRow(found);
    if (found) return document.getElementById(pointer) || found;
  }
  return null;
};

export const goTo = (target) => {
  reveal(target);
  target.scrollIntoView({ block: "center" });
  const input = target.matches("input, select, textarea") ? target : target.querySelector(".has-error, .has-warning") || target.querySelector("input:not([type=hidden]), select, textarea") || target;
  input.focus({ preventScroll: true });
};
