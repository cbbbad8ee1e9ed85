/* How far each step is, told beside the form while somebody types; ``form_sections.py`` tells the same at first. */

import { form } from "./page.js";
import { filled, pairsOf, pattern } from "./pairs.js";
import { rowsOf } from "./row_groups.js";
import { isBlank } from "./rows.js";
import { missingIn as missingInWaiting } from "./waiting_rows.js";

const isFilled = (root) => filled(pairsOf(root)).length > 0;

/* What nobody has begun asks for nothing: a blank line of a list, a part that may be left out. */
const isAskedFor = (input, section, known) => {
  for (let around = input.closest("[data-optional]"); around && section.contains(around); around = around.parentElement.closest("[data-optional]")) {
    if (!known.has(around)) known.set(around, isFilled(around));
    if (!known.get(around)) return false;
  }
  return true;
};

const missingIn = (section) => {
  const known = new Map();
  const blank = [...section.querySelectorAll("[aria-required=true]")].filter((input) => !input.value.trim() && isAskedFor(input, section, known)).length;
  const groups = [...section.querySelectorAll("[data-must]")].filter((group) => isAskedFor(group, section, known));
  const unanswered = groups.filter((group) => ("list" in group.dataset ? rowsOf(group).every(isBlank) : !group.querySelector("input:checked"))).length;
  const waiting = [...section.querySelectorAll("tr.waiting")].filter((row) => !isBlank(row)).reduce((sum, row) => sum + missingInWaiting(row), 0);
  return blank + unanswered + waiting;
};

const countsOf = (section) => section.dataset.counted.split(";").filter(Boolean).map((counted) => {
  const [pointer, ...words] = counted.split(" ");
  const lists = [...section.querySelectorAll("[data-list]")].filter((list) => pattern(list.dataset.list) === pointer);
  return [lists.reduce((sum, list) => sum + rowsOf(list).filter((row) => !isBlank(row)).length, 0), words.join(" ")];
});

const stateOf = (section) => {
  const missing = missingIn(section);
  const counts = countsOf(section);
  const rows = counts.filter(([count]) => count).map(([count, words]) => `${count.toLocaleString("vi-VN")} ${words}`.trim());
  const begun = isBegun(section);
  const errors = section.querySelectorAll(".messages > .error").length;
  if (errors) return { missing, state: "wrong", text: `${errors} lỗi` };
  const done = begun && !missing && (rows.length > 0 || !counts.length);
  return { missing, state: done ? "done" : "", text: begun && missing ? `thiếu ${missing}` : rows.join(", ") };
};

/* A choice that says what is said anyway is not begun. */
const isBegun = (section) => section.querySelector("tr.waiting") !== null || [...section.querySelectorAll("[name^='/']")].some((input) => {
  if (input.tagName === "SELECT") return input.value !== "" && input.value !== input.dataset.default;
  if (input.type === "radio") return input.checked && input.value !== "";
  if (input.type === "checkbox") return input.checked;
  return input.value.trim() !== "";
});

let missing = new Map();

const show = (id, state, text) => {
  const step = form.querySelector(`[data-step="${id}"]`);
  step.dataset.state = state;
  step.querySelector("[data-state-text]").textContent = text;
  const done = step.querySelector("[data-step-done]");
  if (done) done.textContent = state === "done" ? "(đã đủ)" : "";
};

const tell = (section) => {
  const found = stateOf(section);
  missing.set(section.id, found.missing);
  show(section.id, found.state, found.text);
  const left = [...missing.values()].reduce((sum, count) => sum + count, 0);
  show("xem-lai", "", left ? `còn ${left} mục bắt buộc` : "");
};

/* All of them, as after the form was drawn anew. */
const tellSteps = () => {
  missing = new Map();
  form.querySelectorAll("[data-section]").forEach(tell);
  watch();
};

const waiting = new Map();
const tellSoon = (event) => {
  const section = event.target.closest("[data-section]");
  if (!section) return;
  clearTimeout(waiting.get(section));
  waiting.set(section, setTimeout(() => section.isConnected && tell(section), 300));
};

/* The step whose section is at the top of what is in sight. */
let watcher = null;
const watch = () => {
  if (watcher) watcher.disconnect();
  const seen = new Set();
  watcher = new IntersectionObserver((entries) => {
    entries.forEach((entry) => (entry.isIntersecting ? seen.add(entry.target) : seen.delete(entry.target)));
    const here = [...form.querySelectorAll("[data-section]")].find((section) => seen.has(section));
    form.querySelectorAll("[data-step]").forEach((step) => {
      if (here && step.dataset.step === here.id) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
  }, { rootMargin: "-10% 0px -60% 0px" });
  form.querySelectorAll("[data-section]").forEach((section) => watcher.observe(section));
};

export const wireSteps = () => {
  tellSteps();
  for (const kind of ["input", "change", "click", "rows"]) form.addEventListener(kind, tellSoon);
  form.addEventListener("drawn", tellSteps);
};
