/* The page that this script finds itself on: its form, and where it says something. */

export const form = document.getElementById("mau");
export const draftBox = document.getElementById("nhap");
export const slug = draftBox ? draftBox.dataset.slug : "";

/* A notice above the form, or beside the list that it is about; ``kind`` "error" when nothing came of it, "warning" to look at. */
export const say = (text, list = null, kind = "done") => {
  const box = (list && list.querySelector("[data-list-notice]")) || document.getElementById("thong-bao");
  if (!box) return null;
  box.textContent = "";
  if (!text) return null;
  const line = document.createElement("p");
  line.className = kind === "done" ? "notice" : `notice notice-${kind}`;
  line.textContent = text;
  box.append(line);
  return line;
};

/* The same with a button that does something about it. */
export const offer = (text, label, action) => {
  const line = say(text, null, "warning");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-outline-secondary";
  button.textContent = label;
  button.addEventListener("click", action);
  line.append(" ", button);
};
