/* The form as pairs of name and text, as it would be sent. */

import { isWaiting, waitingPairs } from "./waiting_rows.js";

export const pairsOf = (root) => {
  if (root.matches("tr") && isWaiting(root)) return waitingPairs(root);
  const pairs = [];
  for (const input of root.querySelectorAll("[name^='/'], tr.waiting")) {
    if (input.tagName === "TR") {
      for (const pair of waitingPairs(input)) pairs.push(pair);
      continue;
    }
    if ((input.type === "radio" || input.type === "checkbox") && !input.checked) continue;
    pairs.push([input.name, input.value]);
  }
  return pairs;
};

/* Whether this is such a list: what a browser kept may be damaged, or another version's. */
export const isPairs = (value) => Array.isArray(value)
  && value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((text) => typeof text === "string"));

export const filled = (pairs) => pairs.filter(([, text]) => text.trim() !== "");

export const sameAs = (a, b) => JSON.stringify(filled(a)) === JSON.stringify(filled(b));

/* The pointer with * for the row of every list. */
export const pattern = (pointer) => pointer.replace(/\/\d+(?=\/|$)/g, "/*");
