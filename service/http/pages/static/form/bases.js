/* The catalogue of legal bases beside their list: what is ticked stands in the list, and what stands in it is ticked. */

import { setValue } from "./inputs.js";
import { rowsOf } from "./row_groups.js";
import { addRows, blankRowsOf, renumber } from "./rows.js";

const NEXT_LAW = /(?<=\d{4})\s*(?:[,;]\s*và\s+|[,;]\s*|\s+và\s+)(?=(?:bộ luật|luật|pháp lệnh)\s)/i;

/* The texts that a line cites, as ``citations.not_cited`` tells them apart. */
const citesOf = (line) => line.trim().replace(/^căn cứ\s+(?:vào\s+)?/i, "").replace(/[\s;.,]+$/, "").split(NEXT_LAW).filter(Boolean);
/* Two texts are the same whatever their capitals, blanks and marks. */
const fold = (cite) => cite.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const foldedIn = (line) => citesOf(line).map(fold);
const textOf = (row) => row.querySelector("[name]").value;
const named = (list) => new Set(rowsOf(list).flatMap((row) => foldedIn(textOf(row))));

const listOf = (picker) => document.getElementById(picker.dataset.picker);
const boxesOf = (picker) => [...picker.querySelectorAll(".bases input[type=checkbox]")];
const linesOf = (box) => box.value.split(/\r?\n/);

const sync = (picker) => {
  const here = named(listOf(picker));
  for (const box of boxesOf(picker)) box.checked = linesOf(box).flatMap(foldedIn).every((cite) => here.has(cite));
};

/* The lines of a box without what the list names already. */
const newLines = (list, box) => {
  const here = named(list);
  return linesOf(box).flatMap((line) => {
    const cites = citesOf(line);
    const left = cites.filter((cite) => !here.has(fold(cite)));
    return left.length === cites.length ? [line] : left.map((cite) => `Căn cứ ${cite}`);
  });
};

const add = (list, box) => {
  const lines = newLines(list, box);
  const empty = blankRowsOf(list);
  const rows = [...empty, ...addRows(list, Math.max(0, lines.length - empty.length))];
  lines.forEach((line, index) => setValue(rows[index].querySelector("[name]"), line));
};

/* As ``Catalogue.lines`` writes it. */
const lineOf = (cites) => `Căn cứ ${[cites.slice(0, -1).join(", "), cites.at(-1)].filter(Boolean).join(" và ")}`;

/* Lines that cite only what is no longer ticked go, and it goes out of lines that cite more; what a clerk wrote in other
   words stays. */
const takeOut = (list, box) => {
  const gone = new Set(linesOf(box).flatMap(foldedIn));
  for (const row of rowsOf(list)) {
    const cites = citesOf(textOf(row));
    const left = cites.filter((cite) => !gone.has(fold(cite)));
    if (cites.length && !left.length) row.remove();
    else if (left.length < cites.length && textOf(row) === lineOf(cites)) setValue(row.querySelector("[name]"), lineOf(left));
  }
  if (!rowsOf(list).length) addRows(list, 1);
  renumber(list);
  rowsOf(list)[0].querySelector("[name]").dispatchEvent(new Event("change", { bubbles: true }));
};

const dressPicker = (picker) => {
  // The list itself is sent; without a script what is ticked would be sent beside it.
  for (const box of boxesOf(picker)) {
    box.removeAttribute("name");
    box.disabled = false;
  }
  picker.querySelector("[data-pick-now]").hidden = true;
  sync(picker);
};

const offer = (picker, { id, lines, certainty }) => {
  const entry = document.createElement("div");
  entry.className = "form-check";
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", className: "form-check-input", id: `${picker.dataset.picker}~${id}`, value: lines.join("\n") });
  const label = document.createElement("label");
  label.htmlFor = box.id;
  label.textContent = lines.join("; ") + (certainty.text === "L" ? " (chưa đối chiếu nguyên văn)" : "");
  entry.append(box, label);
  return entry;
};

/* What is in force on the day that was typed; a day that cannot be read, or no connection, leaves what was offered. */
const offerOn = async (picker, day) => {
  const typed = day.value;
  const answer = await fetch(`${picker.dataset.bases}?on=${encodeURIComponent(typed.trim())}`).catch(() => null);
  const found = answer && answer.ok ? await answer.json().catch(() => null) : null;
  // Another day was typed meanwhile: its own answer may have come already.
  if (!found || day.value !== typed) return;
  picker.querySelector(".bases").replaceChildren(...found.items.map((item) => offer(picker, item)));
  picker.querySelector("[data-on]").textContent = found.on.split("-").reverse().join("/");
  picker.querySelector("[type=search]").dispatchEvent(new Event("input"));
  dressPicker(picker);
};

const changed = (event) => {
  const box = event.target;
  const within = box.closest("[data-picker]");
  if (within && box.type === "checkbox") {
    if (box.checked) add(listOf(within), box);
    else takeOut(listOf(within), box);
    sync(within);
    return;
  }
  for (const picker of event.currentTarget.querySelectorAll("[data-picker]")) {
    if (box.name === picker.dataset.day) offerOn(picker, box);
    else if (listOf(picker).contains(box)) sync(picker);
  }
};

export const wireBases = (form) => {
  const dressAll = () => form.querySelectorAll("[data-picker]").forEach(dressPicker);
  dressAll();
  form.addEventListener("change", changed);
  form.addEventListener("rows", (event) => form.querySelectorAll("[data-picker]").forEach((picker) => listOf(picker) === event.target && sync(picker)));
  form.addEventListener("drawn", dressAll);
};
