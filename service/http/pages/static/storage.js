/* What the pages keep in this browser; nothing of it is sent anywhere from here. Only this module touches the browser's
   storages: what it does not know of, "Xóa hết trên máy này" would leave behind. */

const PREFIX = "vanban:";
const WIPED = "wiped";

/* A browser may forbid its storages; then nothing is found in them and nothing kept. */
const storage = (name) => {
  try {
    return window[name];
  } catch {
    return null;
  }
};

/* What this page still had to keep when everything was deleted is not kept behind its back. */
let isWiped = false;

const keeper = (name) => {
  const where = storage(name);
  return {
    /* What is kept by a name, or null. */
    read: (what) => {
      try {
        return JSON.parse(where.getItem(PREFIX + what));
      } catch {
        return null;
      }
    },
    /* Whether it is kept now: a storage may be full. */
    write: (what, value) => {
      if (isWiped) return false;
      try {
        where.setItem(PREFIX + what, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
    remove: (what) => {
      if (where) where.removeItem(PREFIX + what);
    },
    names: () => (where ? Object.keys(where).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length)) : []),
  };
};

/* Kept until it is deleted, for every tab; and what only this tab knows, until it is closed. */
export const inBrowser = keeper("localStorage");
export const inTab = keeper("sessionStorage");

/* By its name, whatever another tab keeps from now on. */
export const onKeptElsewhere = (listener) => addEventListener("storage", ({ key, newValue }) => {
  if (newValue && key.startsWith(PREFIX)) listener(key.slice(PREFIX.length));
});

/* By which the server knows, where nobody signs in, what batches this browser began. */
const forgetBatches = () => {
  document.cookie = "vanban-lo=; Max-Age=0; Path=/nhieu-van-ban; SameSite=Strict";
};

const empty = (where) => where.names().forEach(where.remove);

/* Everything that the pages keep: drafts, the office's profile, what columns were taken for, drawn pages. */
export const wipe = () => {
  inBrowser.write(WIPED, Date.now());
  [inBrowser, inTab].forEach(empty);
  forgetBatches();
  isWiped = true;
};

/* What another tab shows and keeps for itself goes as well when everything is deleted in this one. */
export const onWipe = (leave) => onKeptElsewhere((what) => {
  if (what !== WIPED) return;
  empty(inTab);
  isWiped = true;
  leave();
});
