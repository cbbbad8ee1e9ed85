/* What is pasted: cells and tables open the panel of their list, lines become lines, a report's table its own. */

import { saveNow, store } from "./draft.js";
import { setValue } from "./inputs.js";
import { openPanel } from "./list_panel.js";
import { form, say } from "./page.js";
import { pairsOf } from "./pairs.js";
import { redraw } from "./redraw.js";
import { rowsOf } from "./row_groups.js";
import { addRows, inputsOf, isBlank, renumber, textAt, writeAt } from "./rows.js";
import { ask } from "./server.js";
import { sayUndoable, undoable } from "./undo.js";

const UNDO = " Bấm “Lấy lại dữ liệu trước đó” nếu dán nhầm.";

/* Without an answer what was pasted stands in its input as it came: nothing is lost. */
const pasteAsItIs = (input, text, list) => (error) => {
  input.setRangeText(text, input.selectionStart, input.selectionEnd, "end");
  saveNow();
  say(`${error.message} Đoạn vừa dán nằm nguyên trong ô đang gõ.`, list, "error");
};

/* --- lists of single values ---------------------------------------------------------------------- */

/* Where a line may have lines of a second level, those with a plus stay with the line above them. */
const withSecondLevel = (lines, marks) => lines.reduce((found, line, index) => {
  if (marks[index] === "+" && found.length) found[found.length - 1] += `\n+ ${line}`;
  else found.push(line);
  return found;
}, []);

const pasteLines = async (list, row, input, plain) => {
  const { lines: all, marks } = await ask("dong-dan", [["plain", plain]]);
  const lines = "secondLevel" in list.dataset ? withSecondLevel(all, marks) : all;
  if (!lines.length) return;
  store("before", pairsOf(form));
  const taken = isBlank(row) ? [row] : [];
  const made = addRows(list, lines.length - taken.length);
  // A blank line that was there, then the others right below the line in which was pasted.
  (taken[0] || row).after(...made);
  [...taken, ...made].forEach((line, index) => setValue(line.querySelector("[name]"), lines[index]));
  renumber(list);
  saveNow();
  undoable(list, "danh sách như trước khi dán", () => {
    made.forEach((line) => line.remove());
    taken.forEach((line) => setValue(line.querySelector("[name]"), ""));
    renumber(list);
    saveNow();
    return list;
  });
  const removed = marks.filter(Boolean);
  const shown = [...new Set(removed)].slice(0, 6).map((mark) => `“${mark}”`).join(", ");
  sayUndoable(
    `Đã dán ${lines.length} dòng.`
    + (removed.length ? ` Đã bỏ số, dấu đầu dòng ở ${removed.length} dòng (${shown}${new Set(removed).size > 6 ? ", …" : ""}): văn bản tự đánh.` : ""),
    list,
  );
};

/* --- a report's table ------------------------------------------------------------------------------ */

const inputsOfTable = (input) => [...input.closest("tr").querySelectorAll("[name$='/header']")];

/* A whole table is drawn anew: it may have other columns than the one on the page. */
const pasteTable = async (input, block) => {
  const table = input.name.replace(/\/columns\/\d+\/header$/, "");
  const [headers, ...lines] = block;
  const start = inputsOfTable(input).indexOf(input);
  const before = pairsOf(form);
  const kept = start > 0 ? before : before.filter(([name]) => !name.startsWith(`${table}/columns/`) && !name.startsWith(`${table}/rows/`));
  const width = Math.max(...block.map((cells) => cells.length));
  const places = [...Array(width).keys()];
  const pairs = places.map((place) => [`${table}/columns/${start + place}/header`, (headers[place] || "").trim()]);
  lines.forEach((cells, row) => places.forEach((place) => pairs.push([`${table}/rows/${row}/${start + place}`, (cells[place] || "").trim()])));
  store("before", before);
  const later = new Map(pairs);
  await redraw(kept.filter(([name]) => !later.has(name)).concat(pairs));
  const place = document.getElementById(table);
  if (place) place.open = true;
  say(`Đã dán bảng ${width} cột, ${lines.length} dòng.${UNDO}`);
  saveNow();
};

/* Cells of a report's table, from the one on that was pasted into. */
const pasteCells = (list, row, from, block) => {
  const rows = rowsOf(list).slice(rowsOf(list).indexOf(row));
  const left = [];
  store("before", pairsOf(form));
  if (rows.length < block.length) rows.push(...addRows(list, block.length - rows.length));
  block.forEach((cells, index) => {
    const inputs = inputsOf(rows[index]).slice(from);
    cells.forEach((cell, place) => {
      if (place < inputs.length) setValue(inputs[place], cell);
      else if (cell.trim()) left.push(cell.trim());
    });
  });
  const shown = left.slice(0, 10).map((cell) => `“${cell}”`).join(", ");
  say(`Đã dán ${block.length} dòng.${left.length ? ` ${left.length} ô không có cột nên chưa được dán: ${shown}${left.length > 10 ? ", …" : ""}.` : ""}${UNDO}`, list);
  saveNow();
};

/* --- a column beside names that are there -------------------------------------------------------------- */

/* One column pasted beside names fills the blank cells below; whatever else goes to the panel. */
const fillDown = (list, row, from, block) => {
  const [first] = inputsOf(row).slice(from);
  const label = first.labels[0] ? first.labels[0].textContent.trim().toLocaleLowerCase("vi") : "";
  const cells = block.map(([cell]) => cell);
  const hasHeader = label !== "" && cells[0].trim().toLocaleLowerCase("vi") === label;
  const texts = hasHeader ? cells.slice(1) : cells;
  const rows = rowsOf(list).slice(rowsOf(list).indexOf(row), rowsOf(list).indexOf(row) + texts.length);
  if (rows.length < texts.length || rows.some(isBlank) || first.tagName === "SELECT" || rows.some((line) => textAt(line, from).trim())) return false;
  store("before", pairsOf(form));
  rows.forEach((line, index) => writeAt(line, from, texts[index]));
  renumber(list);
  undoable(list, `${texts.length} ô trống`, () => {
    rows.forEach((line) => writeAt(line, from, ""));
    saveNow();
    return inputsOf(row)[from];
  });
  sayUndoable(`Đã điền ${texts.length} ô cột “${first.labels[0].textContent.trim()}”.${hasHeader ? " Dòng tiêu đề được bỏ qua." : ""}`, list);
  saveNow();
  return true;
};

const pasteIntoGrid = async (list, row, input, { html, plain }) => {
  if (!/\t/.test(plain) && input.getAttribute("aria-required") !== "true" && !isBlank(row)) {
    const { rows } = await ask("o-dan", [["html", html], ["plain", plain]]);
    if (rows.every((cells) => cells.length === 1) && fillDown(list, row, inputsOf(row).indexOf(input), rows)) return;
  }
  await openPanel(list, { html, plain });
};

/* --- where it goes ----------------------------------------------------------------------------------------- */

const isTable = (html) => /<table\b/i.test(html);

/* Excel puts quotation marks around a single cell that holds line ends. */
const QUOTED = /^"((?:[^"]|"")*[\t\r\n](?:[^"]|"")*)"$/;

const pasteCell = (input, text) => {
  const typed = text.replaceAll('""', '"');
  input.setRangeText(input.tagName === "TEXTAREA" ? typed : typed.replace(/\s+/g, " "), input.selectionStart, input.selectionEnd, "end");
  input.dispatchEvent(new Event("input", { bubbles: true }));
};

const target = (input, html, plain) => {
  if (input.closest("th") && input.name.endsWith("/header")) return async () => pasteTable(input, (await ask("o-dan", [["html", html], ["plain", plain]])).rows);
  const row = input.closest("[data-row]");
  const list = row && row.closest("[data-list]");
  if (!list || list.classList.contains("cards")) return null;
  if (list.classList.contains("lines")) return () => pasteLines(list, row, input, plain);
  if (list.dataset.table !== undefined) return async () => pasteCells(list, row, inputsOf(row).indexOf(input), (await ask("o-dan", [["html", html], ["plain", plain]])).rows);
  // Several paragraphs of Word in a cell for a long text are that text.
  if (input.tagName === "TEXTAREA" && !/\t/.test(plain) && !isTable(html)) return null;
  return () => pasteIntoGrid(list, row, input, { html, plain });
};

export const paste = (event) => {
  const input = event.target;
  if (!event.clipboardData || !input.name || !input.name.startsWith("/")) return;
  const plain = event.clipboardData.getData("text/plain");
  const html = event.clipboardData.getData("text/html");
  const text = plain.replace(/[\r\n]+$/, "");
  // A single cell is pasted by the browser.
  if (!/[\t\r\n]/.test(text)) return;
  const cell = QUOTED.exec(text);
  if (cell && "setRangeText" in input) {
    event.preventDefault();
    pasteCell(input, cell[1]);
    return;
  }
  const go = target(input, isTable(html) ? html : "", plain);
  if (!go) return;
  event.preventDefault();
  go().catch(pasteAsItIs(input, plain, input.closest("[data-list]")));
};
