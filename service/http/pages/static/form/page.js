/* The page that this script finds itself on: its form, and where it says something. */

export const form = document.getElementById("mau");
export const draftBox = document.getElementById("nhap");
export const slug = draftBox ? draftBox.dataset.slug : "";

/* A notice above the form, or beside the list that it is about; ``kind`` "error" when nothing came of it. */
export const say = (text, list = null, kind = "done") => {
  const box = (list && list.querySelector("[data-list-notice]")) || document.getElementById("thong-bao");
  if (!box) return;
  box.textContent = "";
  if (!text) return;
  const line = document.createElement("p");
  line.className = kind === "error" ? "notice notice-error" : "notice";
  line.textContent = text;
  box.append(line);
};
