/* The draft of this form: kept in this browser at an address of its own, and brought back by it.

   Two tabs never write over each other: a tab that finds that another one saved since keeps its own as a draft of its
   own. What was there before a large change is kept beside it for this tab ("before"). */

import { keepPageForAway } from "../connection.js";
import { draft, drafts, handOver, isMade, keep, keyOf, newName } from "../drafts/storage.js";
import { when } from "../drafts/when.js";
import { inTab, onKeptElsewhere } from "../storage.js";
import { draftBox, form, offer, say, slug } from "./page.js";
import { filled, pairsOf, sameAs } from "./pairs.js";
import { redraw } from "./redraw.js";

const NAME = "nhap";

/* {id, revision} of the draft that this tab works on; null until something is typed into an empty form. */
let current = null;
/* The pairs of the form as it came, before anything was typed. */
let blank = [];
/* Those that were saved last. */
let saved = [];
/* While a draft is still being brought back the form does not show it, and is not saved. */
let settled = true;

const addressOf = (id) => draftBox.dataset.address + (id ? `?${NAME}=${id}` : "");

const attach = (record) => {
  current = record && { id: record.id, revision: record.revision };
  if (record) keepPageForAway();
  inTab.write(`tab:${slug}`, current);
  // A reload asks for the form again instead of sending the old data once more.
  history.replaceState(null, "", addressOf(current && current.id) + location.hash);
  if (form) form.setAttribute("action", addressOf(current && current.id));
};

const stored = (what) => (current ? inTab.read(`${what}:${current.id}`) : null);
export const store = (what, value) => {
  if (!current) saveAs({});
  return Boolean(current) && inTab.write(`${what}:${current.id}`, value);
};

const showDraft = (kept) => {
  draftBox.hidden = false;
  draftBox.querySelector("[data-draft-other]").hidden = true;
  draftBox.querySelector("[data-draft-status]").textContent = kept
    ? `Đã lưu nháp trong trình duyệt này lúc ${when(kept.at).split(" ").pop()}.`
    : "Không lưu được bản nháp trong trình duyệt này; hãy bấm “Tải bản lưu” để giữ lại, hoặc xóa bớt văn bản không cần nữa ở Trang đầu.";
  draftBox.querySelector("[data-draft-clear]").hidden = !kept;
  draftBox.querySelector("[data-draft-before]").hidden = stored("before") === null;
};

/* What stands in the form becomes the draft; ``facts`` is what is known of it. */
const saveAs = (facts, since, pairs = pairsOf(form)) => {
  const before = current && draft(current.id);
  const elsewhere = before && before.revision !== current.revision;
  const known = elsewhere ? { slug } : { slug, ...before };
  const kept = keep({ ...known, ...facts, id: current && !elsewhere ? current.id : newName(), pairs }, since);
  if (kept) attach(kept);
  if (kept) saved = pairs;
  if (elsewhere) say("Văn bản này cũng đang được sửa ở một thẻ khác. Phần gõ ở thẻ này đã thành một bản riêng; cả hai đều có ở Trang đầu.");
  showDraft(kept);
};

let waiting = 0;
const savePairs = (pairs) => {
  clearTimeout(waiting);
  waiting = 0;
  if (settled && (current || !sameAs(pairs, blank))) saveAs({}, undefined, pairs);
};
export const saveNow = () => savePairs(pairsOf(form));
/* What is sent is in the draft, too; to write a long one again takes a while. */
export const saveChanged = (pairs) => {
  if (waiting || !sameAs(pairs, saved)) savePairs(pairs);
};
export const save = () => {
  clearTimeout(waiting);
  waiting = setTimeout(saveNow, 400);
};

/* --- opening ------------------------------------------------------------------------------------ */

const restore = async (pairs, message) => {
  settled = false;
  form.inert = true;
  try {
    await redraw(pairs);
    say(message);
    settled = true;
  } finally {
    form.inert = false;
  }
};

const reopen = async (record) => {
  try {
    await restore(record.pairs, "Đã mở lại bản nháp trong trình duyệt này.");
    showDraft(record);
  } catch {
    // Nothing may be typed over what is not shown.
    form.inert = true;
    offer("Chưa mở lại được văn bản vì mất kết nối với máy chủ; văn bản vẫn còn trong trình duyệt này.", "Thử lại", () => reopen(record));
  }
};

const openAt = (id) => {
  const record = draft(id);
  if (!record) {
    attach(null);
    say("Không thấy văn bản này trong trình duyệt này: có thể đã xóa, hoặc đã soạn ở máy khác.", null, "error");
    return;
  }
  attach(record);
  // What "back" or a reload left in the inputs is in the draft as well.
  if (filled(record.pairs).length && !sameAs(record.pairs, blank)) reopen(record);
  else showDraft(record);
};

/* Beside a new document: the one of this type that was worked on last and is not finished. */
const mentionLast = () => {
  const last = drafts().find((record) => record.slug === slug && !isMade(record));
  if (!last) return;
  const other = draftBox.querySelector("[data-draft-other]");
  const link = other.querySelector("a");
  link.textContent = last.name || "văn bản chưa có trích yếu";
  link.href = addressOf(last.id);
  other.querySelector("[data-draft-when]").textContent = `(${when(last.at)})`;
  other.hidden = false;
  draftBox.hidden = false;
};

/* The answer to what was sent from this tab: the same draft, with what was found wrong with it. */
const goOn = (id) => {
  const known = inTab.read(`tab:${slug}`);
  const before = draft(id || (known && known.id));
  current = before && (known && known.id === before.id ? known : before);
  const changed = before && !sameAs(before.pairs, blank);
  const { errors, warnings } = draftBox.dataset;
  const found = errors === undefined ? {} : { errors: Number(errors), warnings: Number(warnings) };
  if (changed && "changed" in draftBox.dataset) store("before", before.pairs);
  saveAs(found, before && !changed ? before.at : undefined, blank);
};

const inAddress = () => new URLSearchParams(location.search).get(NAME);

/* Whether the form is an empty one for a document that nobody began. */
export const isNew = () => "fresh" in draftBox.dataset && !draft(inAddress());

/* Whether the page is at the address of a draft that was deleted, or is kept elsewhere. */
export const isGone = () => inAddress() !== null && isNew();

const begin = () => {
  const { fresh, example, opened } = draftBox.dataset;
  if (fresh === undefined && example === undefined) {
    // What was opened from a file is a document of its own.
    goOn(opened === undefined ? inAddress() : null);
  } else if (inAddress()) {
    openAt(inAddress());
  } else {
    inTab.write(`tab:${slug}`, null);
    mentionLast();
  }
};

/* Another tab saved the draft that this one shows. */
const seen = (name) => {
  if (!current || name !== keyOf(current.id) || waiting) return;
  offer("Văn bản này vừa được sửa ở một thẻ khác.", "Mở bản mới nhất", () => location.reload());
};

const shownAgain = (event) => {
  if (!event.persisted || !current) return;
  const record = draft(current.id);
  if (record && record.revision !== current.revision) location.reload();
  if (!record) location.replace(draftBox.dataset.start);
};

export const beginDraft = () => {
  blank = pairsOf(form);
  if ("opened" in draftBox.dataset) inTab.write(`tab:${slug}`, null);
  begin();
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  addEventListener("pagehide", () => waiting && saveNow());
  addEventListener("pageshow", shownAgain);
  onKeptElsewhere(seen);
  document.addEventListener("visibilitychange", () => document.hidden && waiting && saveNow());
  draftBox.querySelector("[data-draft-before]").addEventListener("click", async () => {
    const before = stored("before");
    const now = pairsOf(form);
    try {
      await restore(before, "Đã lấy lại dữ liệu trước đó.");
      store("before", now);
      saveNow();
    } catch {
      settled = true;
      say("Chưa lấy lại được vì mất kết nối với máy chủ; hãy thử lại.", null, "error");
    }
  });
};

/* The page that the finished document is fetched from. */
export const noteMade = () => {
  const known = inTab.read(`tab:${slug}`);
  const record = draft(inAddress() || (known && known.id));
  if (!record) {
    history.replaceState(null, "", draftBox.dataset.address);
    return;
  }
  attach(keep({ ...record, errors: 0, made: Date.now() }, record.at) || record);
  draftBox.querySelector("[data-draft-status]").textContent = "Văn bản này còn trong danh sách ở Trang đầu.";
  draftBox.querySelector("[data-draft-clear]").hidden = false;
  draftBox.hidden = false;
};

export const clearDraft = () => {
  clearTimeout(waiting);
  waiting = 0;
  // Another tab may have deleted it.
  const record = current && draft(current.id);
  if (record) handOver(record);
  location.assign(draftBox.dataset.start);
};
