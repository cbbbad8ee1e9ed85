/* Lists are typed into as into a sheet of Excel: Enter and arrows move, Ctrl+D fills down, Ctrl+Z takes back. */

import { save } from "./draft.js";
import { setValue } from "./inputs.js";
import { form } from "./page.js";
import { rowBeside, rowsOf } from "./row_groups.js";
import { addRows, inputsOf, isBlank, moveRow, removeRow, textAt, writeAt } from "./rows.js";
import { takeBack, undoable } from "./undo.js";

const KEYS = "Enter dòng dưới · Ctrl+D chép ô trên · Ctrl+Z lấy lại · Ctrl+Delete xóa dòng · Alt+↑↓ đổi chỗ";

/* The cell of an input of a list whose rows are alike; null elsewhere. */
const cellOf = (input) => {
  const row = input.closest && input.closest("[data-row]");
  const list = row && row.closest("[data-list]");
  if (!list || !list.matches(".grid, .lines, [data-table]") || !input.matches("[name^='/']")) return null;
  return { list, row, place: inputsOf(row).indexOf(input), input };
};

const enter = (input) => {
  input.focus();
  if (input.select && input.tagName === "INPUT") input.select();
};

const inputAt = (row, place) => inputsOf(row)[place];

const besideIn = ({ list, row }, step) => rowBeside(list, row, step);

/* Down from the last row makes a new one, unless nothing stands in the last. */
const goDown = (cell) => {
  const below = besideIn(cell, 1);
  commit(cell);
  if (below) enter(inputAt(below, cell.place));
  else if (!isBlank(cell.row)) enter(inputAt(addRows(cell.list, 1)[0], cell.place));
};

const goUp = (cell) => {
  const above = besideIn(cell, -1);
  if (above) enter(inputAt(above, cell.place));
};

const goAside = ({ row, place }, step) => {
  const inputs = inputsOf(row);
  let next = place + step;
  while (inputs[next] && !inputs[next].offsetParent) next += step;
  if (inputs[next]) enter(inputs[next]);
  return Boolean(inputs[next]);
};

/* --- several cells of one column ------------------------------------------------------------------ */

let chosen = null;

const cellAt = (row, place) => (row.cells ? row.cells[place + 1] : row);

const unchoose = () => {
  if (chosen) chosen.rows.forEach((row) => cellAt(row, chosen.place).classList.remove("is-chosen"));
  chosen = null;
};

const choose = (cell, step) => {
  const rows = rowsOf(cell.list);
  const from = chosen ? chosen.from : rows.indexOf(cell.row);
  // The blank row at the end waits for somebody new.
  const last = Math.max(from, rows.findLastIndex((row) => !isBlank(row)));
  const to = Math.min(Math.max((chosen ? chosen.to : from) + step, 0), last);
  unchoose();
  chosen = { from, to, list: cell.list, place: cell.place, rows: rows.slice(Math.min(from, to), Math.max(from, to) + 1) };
  chosen.rows.forEach((row) => cellAt(row, cell.place).classList.add("is-chosen"));
  rows[to].scrollIntoView({ block: "nearest" });
};

/* One text in cells of one column, as one step to take back. */
const change = (cell, rows, text, words) => {
  commit(cell);
  const { place, list, input, row: here } = cell;
  const before = rows.map((row) => [row, textAt(row, place)]);
  const put = (pairs) => {
    pairs.forEach(([row, value]) => writeAt(row, place, value));
    known.set(input, input.value);
    list.dispatchEvent(new Event("rows", { bubbles: true }));
    save();
  };
  put(rows.map((row) => [row, text]));
  undoable(list, words, () => {
    put(before);
    return inputAt(here, place);
  });
};

/* As in Excel: the first of the chosen cells goes into the others; a single cell takes the one above. */
const fillDown = (cell) => {
  if (chosen && chosen.rows.length > 1) {
    const [first, ...others] = chosen.rows;
    change(cell, others, textAt(first, cell.place), `${others.length} ô`);
    return;
  }
  const above = besideIn(cell, -1);
  if (above) change(cell, [cell.row], textAt(above, cell.place), "ô vừa chép");
};

/* --- keys -------------------------------------------------------------------------------------------- */

const isMultiline = (input) => input.tagName === "TEXTAREA" && "lines" in input.dataset;
const atStart = (input) => input.selectionStart === 0 && (input.selectionEnd === 0 || input.selectionEnd === input.value.length);
const atEnd = (input) => input.selectionEnd === input.value.length && (input.selectionStart === 0 || input.selectionStart === input.value.length);
const hasCaret = (input) => input.tagName === "TEXTAREA" || (input.tagName === "INPUT" && input.selectionStart !== null);

const ARROWS = {
  ArrowUp: (cell) => (cell.input.tagName !== "TEXTAREA" || atStart(cell.input)) && (goUp(cell), true),
  ArrowDown: (cell) => (cell.input.tagName !== "TEXTAREA" || atEnd(cell.input)) && besideIn(cell, 1) && (goDown(cell), true),
  ArrowLeft: (cell) => atStart(cell.input) && goAside(cell, -1),
  ArrowRight: (cell) => atEnd(cell.input) && goAside(cell, 1),
};

const CONTROLLED = {
  d: (cell) => (fillDown(cell), true),
  z: (cell) => cell.input.value === known.get(cell.input) && takeBack(cell.list),
  Delete: (cell) => (remove(cell), true),
};

const remove = (cell) => {
  const next = besideIn(cell, 1) || besideIn(cell, -1);
  commit(cell);
  removeRow(cell.row, cell.list);
  if (next) enter(inputAt(next, cell.place));
};

/* What a key does in a cell; false leaves it to the browser. */
const press = (cell, event) => {
  const { key } = event;
  if (event.ctrlKey || event.metaKey) {
    if (event.shiftKey && key === "ArrowDown") return choose(cell, rowsOf(cell.list).length), true;
    return !event.shiftKey && !event.altKey && key in CONTROLLED && CONTROLLED[key](cell);
  }
  if (event.altKey) {
    if (key !== "ArrowUp" && key !== "ArrowDown") return false;
    commit(cell);
    moveRow(cell.row, cell.list, key === "ArrowUp" ? -1 : 1);
    cell.input.focus();
    return true;
  }
  if (key === "Enter" && !isMultiline(cell.input)) return (event.shiftKey ? goUp : goDown)(cell), true;
  if (event.shiftKey) return (key === "ArrowDown" || key === "ArrowUp") && !isMultiline(cell.input) && (choose(cell, key === "ArrowDown" ? 1 : -1), true);
  if (key === "Delete" && chosen && chosen.rows.length > 1) return change(cell, chosen.rows, "", `${chosen.rows.length} ô`), true;
  return key in ARROWS && hasCaret(cell.input) && !isMultiline(cell.input) && ARROWS[key](cell);
};

/* Outside a list Enter goes on to the next input: it never sends the form. */
const goOn = (event) => {
  const input = event.target;
  if (event.key !== "Enter" || event.ctrlKey || event.altKey || !input.name || !input.name.startsWith("/")) return false;
  if (isMultiline(input) || !["INPUT", "TEXTAREA"].includes(input.tagName)) return false;
  const inputs = [...form.querySelectorAll("[name^='/']")].filter((other) => other.offsetParent);
  const next = inputs[inputs.indexOf(input) + (event.shiftKey ? -1 : 1)];
  if (next) enter(next);
  return true;
};

const keyDown = (event) => {
  // While a Vietnamese word is being put together its keys belong to whoever does that.
  if (event.isComposing || event.keyCode === 229) return;
  const cell = cellOf(event.target);
  if (cell ? press(cell, event) : goOn(event)) event.preventDefault();
  if (!["Shift", "Control", "Alt", "Meta"].includes(event.key) && !event.shiftKey && !event.ctrlKey) unchoose();
};

/* --- what was typed is one step to take back, cell by cell --------------------------------------------- */

const known = new WeakMap();

const tellColumn = ({ list, input }) => {
  const told = list.querySelector("[data-column-hint]");
  if (!told) return;
  const head = input.closest("table").tHead.rows[0].cells[input.closest("td").cellIndex];
  const text = `${head.querySelector(".hint").textContent} ${KEYS}`;
  if (told.textContent !== text) told.textContent = text;
};

const focusIn = (event) => {
  const cell = cellOf(event.target);
  // What was chosen in one column is never filled from another.
  if (chosen && !(cell && cell.list === chosen.list && cell.place === chosen.place)) unchoose();
  if (!cell) return;
  known.set(cell.input, cell.input.value);
  tellColumn(cell);
};

const commit = (cell) => {
  const before = known.get(cell.input);
  if (before === undefined || before === cell.input.value) return;
  known.set(cell.input, cell.input.value);
  const { row, place } = cell;
  undoable(cell.list, "", () => {
    const input = inputAt(row, place);
    setValue(input, before);
    known.set(input, input.value);
    return input;
  });
};

const changed = (event) => {
  const cell = cellOf(event.target);
  if (cell) commit(cell);
};

/* What was put into the cell that has the focus, by a paste for instance, was not typed. */
const rowsChanged = () => {
  const cell = cellOf(document.activeElement);
  if (cell) known.set(cell.input, cell.input.value);
};

export const wireGrids = () => {
  form.addEventListener("keydown", keyDown);
  form.addEventListener("focusin", focusIn);
  form.addEventListener("change", changed);
  form.addEventListener("rows", rowsChanged);
  form.addEventListener("pointerdown", unchoose);
};
