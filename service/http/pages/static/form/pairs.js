/* The form as pairs of name and text, as it would be sent. */

import { isWaiting, waitingPairs } from "./waiting_rows.js";

const ROW = ".grid tr[data-row]";

const pairsIn = (root, names) => {
  const pairs = [];
  for (const input of root.querySelectorAll(names)) {
    if (input.matches(ROW)) {
      for (const pair of pairsOfRow(input)) pairs.push(pair);
      continue;
    }
    if ((input.type === "radio" || input.type === "checkbox") && !input.checked) continue;
    pairs.push([input.name, input.value]);
  }
  return pairs;
};

/* Half of the cells of a long list are blank. They are left out, except that one says of a blank row that it is there. */
const pairsOfRow = (row) => {
  const pairs = isWaiting(row) ? waitingPairs(row) : pairsIn(row, "[name^='/']");
  const typed = pairs.filter(([, text]) => text !== "");
  return typed.length ? typed : pairs.slice(0, 1);
};

export const pairsOf = (root) => (root.matches(ROW) ? pairsOfRow(root) : pairsIn(root, `[name^='/']:not(${ROW} *), ${ROW}`));

/* Whether this is such a list: what a browser kept may be damaged, or another version's. */
export const isPairs = (value) => Array.isArray(value)
  && value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((text) => typeof text === "string"));

export const filled = (pairs) => pairs.filter(([, text]) => text.trim() !== "");

export const sameAs = (a, b) => {
  const [one, other] = [filled(a), filled(b)];
  return one.length === other.length && one.every(([name, text], place) => name === other[place][0] && text === other[place][1]);
};

/* The pointer with * for the row of every list. */
export const pattern = (pointer) => pointer.replace(/\/\d+(?=\/|$)/g, "/*");
