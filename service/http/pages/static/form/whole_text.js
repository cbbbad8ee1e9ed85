/* A whole text: the clipboard's HTML knows styles, numbers and tables, its plain text does not. */

import { form, say } from "./page.js";

export const pasteWhole = (event) => {
  const box = event.target.closest("[data-whole-text]");
  if (!box || !event.clipboardData) return;
  event.preventDefault();
  box.value = event.clipboardData.getData("text/plain");
  form.elements.word_html.value = event.clipboardData.getData("text/html");
  if (!box.value.trim() && !form.elements.word_html.value.trim()) return;
  say("Đang đọc văn bản…");
  form.requestSubmit(box.closest("details").querySelector("button"));
};

/* What is typed or changed by hand is read as it stands in the box. */
export const typedWhole = (event) => {
  if (event.target.matches("[data-whole-text]")) form.elements.word_html.value = "";
};
