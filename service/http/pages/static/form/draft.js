/* The draft, kept in this browser only, and the form drawn anew by the server. */

import { dress } from "./inputs.js";
import { draftBox, form, say, slug } from "./page.js";
import { filled, pairsOf, sameAs } from "./pairs.js";

const key = (what) => `vanban:${slug}:${what}`;

export const redraw = async (pairs, action = "draw") => {
  const body = new FormData();
  for (const hidden of form.querySelectorAll("input[type=hidden]")) body.append(hidden.name, hidden.value);
  body.append("fields", JSON.stringify(pairs));
  body.append("do", action);
  const answer = await fetch(form.action, { method: "POST", body });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const drawn = page.getElementById("mau");
  form.replaceChildren(...drawn.childNodes);
  dress(form);
};


export const stored = (what) => {
  try {
    return JSON.parse(localStorage.getItem(key(what)));
  } catch {
    return null;
  }
};

export const store = (what, value) => {
  try {
    localStorage.setItem(key(what), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
};

const showDraft = (kept) => {
  draftBox.hidden = false;
  const status = draftBox.querySelector("[data-draft-status]");
  if (!status) return;
  const clock = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  status.textContent = kept
    ? `Đã lưu nháp trong trình duyệt này lúc ${clock}.`
    : "Không lưu được bản nháp trong trình duyệt này; hãy bấm “Lưu dữ liệu” để giữ lại.";
  const before = draftBox.querySelector("[data-draft-before]");
  before.hidden = stored("before") === null;
};

let waiting = 0;
export const saveNow = () => {
  clearTimeout(waiting);
  waiting = 0;
  showDraft(store("draft", pairsOf(form)));
};
export const save = () => {
  clearTimeout(waiting);
  waiting = setTimeout(saveNow, 400);
};

const keepBefore = () => {
  const draft = stored("draft");
  if (draft && filled(draft).length) store("before", draft);
};

const restore = async (pairs, message) => {
  try {
    await redraw(pairs);
    say(message);
    saveNow();
  } catch {
    // What is typed from here on becomes the draft; this one is kept beside it.
    store("before", pairs);
    showDraft(true);
    say("Chưa mở lại được bản nháp vì mất kết nối; bản nháp vẫn còn. Hãy bấm “Lấy lại dữ liệu trước đó”.", null, "error");
  }
};

export const beginDraft = () => {
  const draft = stored("draft");
  const blank = pairsOf(form);
  if ("fresh" in draftBox.dataset) {
    // What "back" or a reload left in the inputs is in the draft as well.
    if (draft && filled(draft).length && !sameAs(draft, blank)) restore(draft, "Đã mở lại bản nháp trong trình duyệt này.");
  } else {
    if ("replaces" in draftBox.dataset && draft && !sameAs(draft, blank)) keepBefore();
    saveNow();
    // A reload asks for the form again instead of sending the old data once more.
    history.replaceState(null, "", form.getAttribute("action") + location.hash);
  }
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  addEventListener("pagehide", () => waiting && saveNow());
  document.addEventListener("visibilitychange", () => document.hidden && waiting && saveNow());
  draftBox.querySelector("[data-draft-before]").addEventListener("click", () => {
    const before = stored("before");
    if (filled(pairsOf(form)).length) store("before", pairsOf(form));
    if (before) restore(before, "Đã lấy lại dữ liệu trước đó.");
  });
};

export const clearDraft = () => {
  localStorage.removeItem(key("draft"));
  localStorage.removeItem(key("before"));
  clearTimeout(waiting);
  waiting = 0;
  if (form) {
    location.assign(form.getAttribute("action"));
  } else {
    draftBox.hidden = true;
    say("Đã xóa bản nháp trong trình duyệt này.");
  }
};
