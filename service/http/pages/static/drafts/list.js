/* "Văn bản đang làm": every draft of this browser in a row, opened, copied and deleted there. */

import { copyOf, drafts, handedOver, isMade, putBack, remove } from "./storage.js";
import { when } from "./when.js";

const section = document.getElementById("van-ban-dang-lam");
const rows = section.querySelector("[data-drafts]");

/* What the page knows of a type: a draft of a type that is no longer here is listed and cannot be opened. */
const typeOf = (slug) => document.querySelector(`.type[data-slug="${CSS.escape(slug)}"]`);

const fromTemplate = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

const nameOf = (record) => (record.name || "Chưa có trích yếu") + (record.copied ? " (bản sao)" : "");

const stateOf = (record) => {
  const { errors, warnings, made } = record;
  if (isMade(record)) return ["made", "Đã tạo văn bản"];
  if (errors) return ["faulty", `Còn ${errors} chỗ cần sửa`];
  if (made) return ["", "Đã sửa sau khi tạo"];
  if (warnings) return ["doubtful", `${warnings} cảnh báo nên xem`];
  return ["", errors === undefined ? "Chưa kiểm tra" : "Chưa tạo văn bản"];
};

const rowOf = (record) => {
  const row = fromTemplate("dong-van-ban");
  const type = typeOf(record.slug);
  const address = type ? `${type.dataset.address}?nhap=${record.id}` : "";
  const name = row.querySelector("[data-open]");
  name.textContent = nameOf(record);
  const open = row.querySelector("[data-open-too]");
  if (address) name.href = open.href = address;
  else open.remove();
  row.querySelector("[data-type]").textContent = type ? type.dataset.title : record.slug;
  row.querySelector("[data-time]").textContent = when(record.at);
  const state = row.querySelector("[data-state]");
  const [kind, words] = stateOf(record);
  state.textContent = words;
  if (kind) state.classList.add(`is-${kind}`);
  for (const control of row.querySelectorAll(".acts > *")) control.setAttribute("aria-label", `${control.textContent} “${nameOf(record)}”`);
  row.querySelector("[data-copy]").addEventListener("click", () => copy(record, row));
  row.querySelector("[data-delete]").addEventListener("click", () => {
    remove(record.id);
    const deleted = deletedRow(record);
    row.replaceWith(deleted);
    deleted.querySelector("[data-undo]").focus();
  });
  return row;
};

/* Where a draft was: it is gone from the storage, and comes back from here as long as this page is open. */
const deletedRow = (record) => {
  const row = fromTemplate("dong-da-xoa");
  row.querySelector("[data-name]").textContent = nameOf(record);
  row.querySelector("[data-undo]").addEventListener("click", () => {
    if (!kept(putBack(record), "lấy lại")) return;
    const again = rowOf(record);
    row.replaceWith(again);
    again.querySelector("a").focus();
  });
  return row;
};

/* Whether something was kept; what could not be done without it is said. */
const kept = (done, what) => {
  const notice = document.getElementById("thong-bao");
  notice.textContent = done ? "" : `Không ${what} được: chỗ lưu của trình duyệt đã đầy. Hãy xóa bớt văn bản không cần nữa.`;
  notice.className = done ? "" : "notice notice-error";
  return Boolean(done);
};

const copy = (record, row) => {
  const type = typeOf(record.slug);
  const made = copyOf(record, type ? type.dataset.numbering.split(" ") : []);
  if (!kept(made, "nhân bản")) return;
  const copied = rowOf(made);
  row.before(copied);
  copied.querySelector("a").focus();
};

const draw = (deleted) => {
  const found = drafts();
  rows.replaceChildren(...(deleted ? [deletedRow(deleted)] : []), ...found.map(rowOf));
  section.hidden = !rows.children.length;
};

export const listDrafts = () => {
  draw(handedOver());
  // A draft saved in another tab, and one changed before "back", are shown as they are now.
  addEventListener("storage", () => !rows.querySelector(".is-deleted") && !rows.contains(document.activeElement) && draw(null));
  addEventListener("pageshow", (event) => event.persisted && draw(null));
};
