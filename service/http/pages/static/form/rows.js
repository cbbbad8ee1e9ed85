/* Rows of lists: added, moved and removed in place. */

import { save, saveNow } from "./draft.js";
import { dress, setValue } from "./inputs.js";
import { form, say } from "./page.js";
import { filled, pairsOf } from "./pairs.js";
import { redraw } from "./redraw.js";
import { append, countRows, rowBeside, rowsBox, rowsOf, takeOut } from "./row_groups.js";
import { LONG, drawRow, watchRows } from "./rows_in_sight.js";
import { OFFLINE } from "./server.js";
import { sayUndoable, undoable } from "./undo.js";
import { holdsText, isWaiting, waitingRows, waitingText, writeWaiting } from "./waiting_rows.js";

export const renumber = (list) => {
  rowsOf(list).forEach((row, index) => {
    // The number of a row that waits is set when it is drawn: thousands at once take a second.
    if (isWaiting(row)) return;
    const text = String(index + 1);
    for (const number of row.querySelectorAll("[data-n]")) {
      // A number that is written again would have its row laid out again.
      if (number.textContent !== text && number.closest("[data-row]") === row) number.textContent = text;
    }
  });
  list.dispatchEvent(new Event("rows", { bubbles: true }));
};

export const isBlank = (row) => (isWaiting(row) ? !holdsText(row) : !filled(pairsOf(row)).length);
export const blankRowsOf = (list) => rowsOf(list).filter(isBlank);

const nextIndex = (list) => {
  const start = list.dataset.list + "/";
  let most = -1;
  for (const row of rowsOf(list)) {
    const pointer = row.id || (row.querySelector("[name^='/']") || {}).name || "";
    if (pointer.startsWith(start)) most = Math.max(most, parseInt(pointer.slice(start.length), 10));
  }
  return most + 1;
};

const blankRow = (list, kind) => {
  if (list.dataset.table !== undefined) {
    const template = list.querySelector("template");
    return { html: template.innerHTML, base: list.dataset.list + "/*" };
  }
  const template = document.getElementById(list.dataset.template + (kind ? `~${kind}` : ""));
  return { html: template.innerHTML, base: template.dataset.base };
};

/* An input as the page is written, before it is shown: thousands of values are set so at once. */
const write = (input, text) => {
  if (input.tagName === "TEXTAREA") input.textContent = text;
  else if (input.tagName === "SELECT") for (const option of input.options) option.toggleAttribute("selected", option.value === text);
  else input.setAttribute("value", text);
};

const writeRow = (row, values) => {
  if (!values) return;
  for (const input of row.querySelectorAll("[name]")) {
    const text = values[input.name.slice(input.name.lastIndexOf("/") + 1)];
    if (text) write(input, text);
  }
};

/* A rare column is in sight once something stands in it. */
const showColumns = (list, rows) => {
  list.querySelectorAll(":scope > .acts .extras input:not(:checked)").forEach((box) => {
    const column = `.rare-${box.className.match(/show-(\d+)/)[1]}`;
    const holds = (cell) => (cell.querySelector("[name]") ? cell.querySelector("[name]").value : cell.textContent) !== "";
    if (rows.some((row) => [...row.querySelectorAll(column)].some(holds))) box.checked = true;
  });
};

/* Many rows are made in one go, with their values: a sheet of 2,000 comes at once. */
export const addRows = (list, count, values = [], kind = "") => {
  const isLong = list.matches(".grid") && count > 1 && countRows(list) + count > LONG;
  const rows = isLong ? waitingRows(list, nextIndex(list), Array.from({ length: count }, (_, n) => values[n] || {})) : madeRows(list, count, values, kind);
  append(list, rows);
  renumber(list);
  if (!isLong) rows.forEach(dress);
  watchRows(list, rows);
  if (values.length) showColumns(list, rows);
  return rows;
};

const madeRows = (list, count, values, kind) => {
  const { html: blank, base } = blankRow(list, kind);
  // A form looks for its default button again at every submit button that is put into it, which
  // takes minutes for thousands; the buttons of these rows have us to press for.
  const html = blank.replaceAll('<button class="move', '<button type="button" class="move');
  const first = nextIndex(list);
  let made = "";
  for (let n = 0; n < count; n += 1) made += html.replaceAll(base, `${list.dataset.list}/${first + n}`);
  const template = document.createElement("template");
  template.innerHTML = made;
  const rows = [...template.content.children];
  rows.forEach((row, index) => writeRow(row, values[index]));
  return rows;
};

const firstInput = (row) => {
  drawRow(row);
  return [...row.querySelectorAll("[name^='/']")].find((input) => input.type !== "hidden" && input.offsetParent) || row;
};

export const focusIn = (row) => firstInput(row).focus();

export const doAction = (button) => {
  const [action] = button.value.split(":", 1);
  const list = button.closest("[data-list]");
  if (action === "add" && list && rowsBox(list)) {
    focusIn(addRows(list, 1)[0]);
  } else if (action === "add-one") {
    focusIn(addRows(list, 1, [], button.value.slice(button.value.lastIndexOf("/") + 1))[0]);
  } else if (["up", "down", "remove"].includes(action)) {
    const row = button.closest("[data-row]");
    if (action === "remove") {
      removeRow(row, list);
    } else {
      moveRow(row, list, action === "up" ? -1 : 1);
      button.focus();
    }
  } else if (action === "add-column" || action === "remove-column") {
    redraw(pairsOf(form), button.value).then(saveNow, () => say(OFFLINE, null, "error"));
  } else {
    return false;
  }
  save();
  return true;
};

/* A row goes where the one before it, or after it, stands. */
const shift = (row, list, step) => {
  const beside = rowBeside(list, row, step);
  if (!beside) return false;
  if (step < 0) beside.before(row);
  else beside.after(row);
  return true;
};

export const moveRow = (row, list, step) => {
  if (!shift(row, list, step)) return;
  undoable(list, "thứ tự trước đó", () => {
    shift(row, list, -step);
    renumber(list);
    return firstInput(row);
  });
  renumber(list);
  save();
};

export const removeRow = (row, list) => {
  const next = rowBeside(list, row, 1);
  const number = rowsOf(list).indexOf(row) + 1;
  const wasBlank = isBlank(row);
  takeOut(list, [row]);
  renumber(list);
  if (!wasBlank) {
    undoable(list, `dòng ${number}`, () => {
      if (next && next.isConnected) next.before(row);
      else append(list, [row]);
      renumber(list);
      save();
      return firstInput(row);
    });
    sayUndoable(`Đã xóa dòng ${number}.`, list);
  }
  const left = next || rowsOf(list).at(-1);
  if (left) focusIn(left);
  else list.focus();
  save();
};

/* The inputs of a row itself; a row out of sight is drawn for them. */
export const inputsOf = (row) => {
  drawRow(row);
  return [...row.querySelectorAll("[name^='/']")].filter((input) => input.closest("[data-row]") === row);
};

/* What stands at a place of a row, and what is written there, in sight or out of it. */
export const textAt = (row, column) => (isWaiting(row) ? waitingText(row, column) : inputsOf(row)[column].value);
export const writeAt = (row, column, text) => {
  if (isWaiting(row)) writeWaiting(row, column, text);
  else setValue(inputsOf(row)[column], text);
};
