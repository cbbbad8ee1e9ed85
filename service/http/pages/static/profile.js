/* The page of the office's profile: shows what this browser keeps, and keeps what is saved here. */

import { fill, forgetProfile, keepProfile, profile } from "./form/profile.js";
import { wireBases } from "./form/bases.js";
import { dress } from "./form/inputs.js";
import { pairsOf } from "./form/pairs.js";

const form = document.getElementById("ho-so");
const notice = document.getElementById("thong-bao");
const forget = form.querySelector("[data-forget]");

const tell = (words, kind = "notice") => {
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = words;
  notice.prepend(line);
};

const keep = () => {
  const done = keepProfile(pairsOf(form));
  if (done) notice.replaceChildren();
  if (done) tell("Đã lưu vào trình duyệt này. Từ nay mỗi trang nhập mở ra có sẵn những mục này.");
  else tell("Trình duyệt này không cho lưu; hãy bấm “Tải hồ sơ về” để giữ thành tệp.", "notice notice-error");
};

const kept = profile();
if (kept && "fresh" in form.dataset) fill(form, kept);
dress(form);
wireBases(form);
if ("saved" in form.dataset) keep();

form.querySelector("[data-save]").hidden = false;
form.querySelector("[data-check]").hidden = true;
forget.hidden = profile() === null;
const own = document.querySelector("[data-own-profile]");
if (own) own.hidden = profile() === null;
forget.addEventListener("click", () => {
  forgetProfile();
  location.assign(form.getAttribute("action"));
});
const summary = document.getElementById("tom-tat");
if (summary) summary.focus();
