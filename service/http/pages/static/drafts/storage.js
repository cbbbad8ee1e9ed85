/* Drafts in this browser's storage, one record each.

   A record: {id, slug, name, at, revision, pairs}, and as far as they are known {errors, warnings} of the last check,
   {made} and {copied}. ``at`` and ``made`` are milliseconds of the clock; ``revision`` is new at every save, so
   that a tab sees that another one saved since. */

import { filled, isPairs } from "../form/pairs.js";
import { inBrowser, inTab } from "../storage.js";

const DRAFT = "draft:";
const DELETED = "deleted";
/* The one draft that each type had, kept by versions before the list. */
const OLD = /^([^:]+):draft$/;

export const newName = () => [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => (byte % 36).toString(36)).join("");

/* What a draft is called: its subject. */
const nameIn = (pairs) => {
  const [, subject] = pairs.find(([name]) => name === "/subject") || [];
  return (subject || "").replace(/\s+/g, " ").trim().slice(0, 200);
};

/* A record as this version keeps it, or null: one that is damaged is as good as none, and stays until all is deleted. */
const sound = (record) => (record && [record.id, record.slug, record.name].every((text) => typeof text === "string")
  && Number.isFinite(record.at) && isPairs(record.pairs) ? record : null);

export const keyOf = (id) => DRAFT + id;
export const draft = (id) => sound(inBrowser.read(keyOf(id)));

/* The record as it was kept now, or null: a storage may be full. ``since`` is when its pairs came to be what they are. */
export const keep = (record, since = Date.now()) => {
  const kept = { ...record, name: nameIn(record.pairs), at: since, revision: newName() };
  return inBrowser.write(keyOf(kept.id), kept) ? kept : null;
};

const takeOver = () => {
  for (const name of inBrowser.names()) {
    const [, slug] = OLD.exec(name) || [];
    const pairs = slug && inBrowser.read(name);
    if (isPairs(pairs) && (!filled(pairs).length || keep({ id: newName(), slug, pairs }))) inBrowser.remove(name);
  }
};

/* All of them, the one worked on last first. */
export const drafts = () => {
  takeOver();
  return inBrowser.names()
    .filter((name) => name.startsWith(DRAFT))
    .map((name) => draft(name.slice(DRAFT.length)))
    .filter(Boolean)
    .sort((one, other) => other.at - one.at);
};

/* Whether its document was made, and nothing changed since. */
export const isMade = ({ made, at }) => Boolean(made) && made >= at;

/* A copy is another document: ``dropped`` are the names of what is its own, its number and date. */
export const copyOf = ({ slug, pairs }, dropped) => keep({
  id: newName(), slug, pairs: pairs.map(([name, text]) => [name, dropped.includes(name) ? "" : text]), copied: true,
});

export const putBack = (record) => inBrowser.write(keyOf(record.id), record);
export const remove = (id) => inBrowser.remove(keyOf(id));

/* A draft deleted on a form's page is handed to the next page of this tab, where it can be taken back; nothing is
   deleted that could not be. */
export const handOver = (record) => {
  if (inTab.write(DELETED, record)) remove(record.id);
};
export const handedOver = () => {
  const record = sound(inTab.read(DELETED));
  inTab.remove(DELETED);
  return record;
};
