/* Drafts in this browser's storage, one record each; nothing of them is sent anywhere from here.

   A record: {id, slug, name, at, revision, pairs}, and as far as they are known {errors, warnings} of the last check,
   {made} and {copied}. ``at`` and ``made`` are milliseconds of the clock; ``revision`` is new at every save, so
   that a tab sees that another one saved since. */

import { filled } from "../form/pairs.js";

const PREFIX = "vanban:";
const DRAFT = `${PREFIX}draft:`;
const DELETED = `${PREFIX}deleted`;
const WIPED = `${PREFIX}wiped`;
/* The one draft that each type had, kept by versions before the list. */
const OLD = /^vanban:([^:]+):draft$/;

/* A browser may forbid its storages; then nothing is found in them and nothing kept. */
const storage = (name) => {
  try {
    return window[name];
  } catch {
    return null;
  }
};
const lasting = storage("localStorage");
const ofTab = storage("sessionStorage");

const read = (where, key) => {
  try {
    return JSON.parse(where.getItem(key));
  } catch {
    return null;
  }
};

const write = (where, key, value) => {
  try {
    where.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
};

const keysOf = (where) => (where ? Object.keys(where).filter((key) => key.startsWith(PREFIX)) : []);

/* What only this tab knows, until it is closed. */
export const inTab = (what) => read(ofTab, PREFIX + what);
export const keepInTab = (what, value) => write(ofTab, PREFIX + what, value);

export const newName = () => [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => (byte % 36).toString(36)).join("");

/* What a draft is called: its subject. */
const nameIn = (pairs) => {
  const [, subject] = pairs.find(([name]) => name === "/subject") || [];
  return (subject || "").replace(/\s+/g, " ").trim().slice(0, 200);
};

export const keyOf = (id) => DRAFT + id;
export const draft = (id) => read(lasting, keyOf(id));

/* The record as it was kept now, or null: a storage may be full. ``since`` is when its pairs came to be what they are. */
export const keep = (record, since = Date.now()) => {
  const kept = { ...record, name: nameIn(record.pairs), at: since, revision: newName() };
  return write(lasting, keyOf(kept.id), kept) ? kept : null;
};

const takeOver = () => {
  for (const key of keysOf(lasting)) {
    const [, slug] = OLD.exec(key) || [];
    const pairs = slug && read(lasting, key);
    if (pairs && (!filled(pairs).length || keep({ id: newName(), slug, pairs }))) lasting.removeItem(key);
  }
};

/* All of them, the one worked on last first. */
export const drafts = () => {
  takeOver();
  return keysOf(lasting)
    .filter((key) => key.startsWith(DRAFT))
    .map((key) => read(lasting, key))
    .filter(Boolean)
    .sort((one, other) => other.at - one.at);
};

/* Whether its document was made, and nothing changed since. */
export const isMade = ({ made, at }) => Boolean(made) && made >= at;

export const copyOf = ({ slug, pairs }) => keep({ id: newName(), slug, pairs, copied: true });

export const putBack = (record) => write(lasting, keyOf(record.id), record);
export const remove = (id) => lasting && lasting.removeItem(keyOf(id));

/* A draft deleted on a form's page is handed to the next page of this tab, where it can be taken back. */
export const handOver = (record) => {
  write(ofTab, DELETED, record);
  remove(record.id);
};
export const handedOver = () => {
  const record = read(ofTab, DELETED);
  if (record) ofTab.removeItem(DELETED);
  return record;
};

const empty = (where) => keysOf(where).forEach((key) => where.removeItem(key));

/* Everything that the pages keep in this browser: drafts, the office's profile, what columns were taken for. */
export const wipe = () => {
  write(lasting, WIPED, Date.now());
  [lasting, ofTab].forEach(empty);
};

/* What another tab shows and keeps for itself goes as well when everything is deleted in this one. */
export const onWipe = (leave) => addEventListener("storage", ({ key, newValue }) => {
  if (key !== WIPED || !newValue) return;
  empty(ofTab);
  leave();
});
