/* How long work takes, by how much is sent for it: a guess at first, then by the pace at which this service did such work
   before. What is kept are a few figures, in this browser. */

import { inBrowser } from "./storage.js";

/* Milliseconds for any work of a kind, and for each thousand characters of it, on a usual machine. */
const USUAL = { pages: [1_500, 1], "van-ban:pdf": [1_500, 18], other: [200, 4] };
const KEY = "pace";
/* So much of what was measured last goes into the pace, and a pace is never further from the usual one than this. */
const [NEW, MOST] = [0.5, 20];

/* Characters of texts, bytes of files. */
export const sizeOf = (sent) => [...sent.values()].reduce((sum, value) => sum + (value.size ?? value.length), 0);

const usual = ({ kind, size }) => {
  const [always, each] = USUAL[kind] || USUAL.other;
  return always + (each * size) / 1_000;
};

const paces = () => inBrowser.read(KEY) || {};
const paceOf = (kind) => Number(paces()[kind]) || 1;

/* The milliseconds that work of {kind, size} should take. */
export const estimate = (work) => usual(work) * paceOf(work.kind);

/* What such work took now counts for the next. */
export const learn = (work, milliseconds) => {
  const measured = Math.min(MOST, Math.max(1 / MOST, milliseconds / usual(work)));
  const known = paces()[work.kind];
  inBrowser.write(KEY, { ...paces(), [work.kind]: known ? known * (1 - NEW) + measured * NEW : measured });
};
