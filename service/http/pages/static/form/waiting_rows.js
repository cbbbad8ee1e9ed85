/* Of a long list the rows out of sight wait as plain text: a browser takes minutes with tens of thousands of inputs.

   A waiting row is a row of the list like every other, with its pointer as id and its values in its cells. Only this module
   knows how such a row is read and written. */

import { append, countRows, rowsOf, takeOut } from "./row_groups.js";

/* By the id of its template: what a line of a list is made of. */
const kinds = new Map();

const listOf = (row) => row.closest("[data-list]");

/* The inputs of a line as [name, its options by value or null, whether it must be filled], and a line without inputs. */
const kindOf = (list) => {
  const id = list.dataset.template;
  if (!kinds.has(id)) {
    const template = document.getElementById(id);
    const line = template.content.firstElementChild;
    const fields = [...line.querySelectorAll("td [name^='/']")].map((input) => ({
      name: input.name.slice(input.name.lastIndexOf("/") + 1),
      options: input.tagName === "SELECT" ? new Map([...input.options].map((option) => [option.value, option.text])) : null,
      must: input.hasAttribute("aria-required"),
    }));
    const blank = line.cloneNode(true);
    blank.classList.add("waiting");
    blank.querySelectorAll("td").forEach((cell) => cell.replaceChildren());
    const number = blank.querySelector("[data-n]");
    number.parentElement.replaceChildren(number);
    const html = template.innerHTML.replaceAll('<button class="move', '<button type="button" class="move');
    kinds.set(id, { fields, blank, html, start: template.dataset.base });
  }
  return kinds.get(id);
};

export const isWaiting = (row) => row.classList.contains("waiting");

const cellsOf = (row) => [...row.querySelectorAll("td")];
const textOf = (cell) => cell.getAttribute("data-value") ?? cell.textContent;

const write = (cell, { options }, text) => {
  cell.textContent = options ? options.get(text) ?? text : text;
  if (options) cell.dataset.value = text;
};

/* Its pairs; of the blank ones only the first. */
export const waitingPairs = (row) => {
  const { id, cells } = row;
  const pairs = [];
  kindOf(listOf(row)).fields.forEach(({ name }, place) => {
    // The first cell has the row's number.
    const text = textOf(cells[place + 1]);
    if (text !== "" || place === 0) pairs.push([`${id}/${name}`, text]);
  });
  return pairs;
};

/* Whether anything stands in it; its last cell has the button. */
export const holdsText = (row) => {
  const { cells } = row;
  for (let place = 1; place < cells.length - 1; place += 1) if (textOf(cells[place]).trim()) return true;
  return false;
};

export const missingIn = (row) => {
  const cells = cellsOf(row);
  return kindOf(listOf(row)).fields.filter(({ must }, place) => must && !textOf(cells[place]).trim()).length;
};

export const waitingText = (row, place) => textOf(cellsOf(row)[place]);
export const writeWaiting = (row, place, text) => write(cellsOf(row)[place], kindOf(listOf(row)).fields[place], text.replace(/\u00a0/g, " ").trim());

/* So many rows at once, with the values of each by their names. */
export const waitingRows = (list, first, values) => {
  const { fields, blank } = kindOf(list);
  const before = countRows(list);
  return values.map((texts, index) => {
    const row = blank.cloneNode(true);
    row.querySelector("[data-n]").textContent = String(before + index + 1);
    row.id = `${list.dataset.list}/${first + index}`;
    const cells = row.cells;
    fields.forEach((field, place) => texts[field.name] && write(cells[place + 1], field, texts[field.name]));
    return row;
  });
};

/* The rows of a list that the server sent as a table (``carried`` in fields.html), among them those that it drew itself. */
export const unpack = (list) => {
  const carried = list.querySelector(":scope > .scroll > [data-carried]");
  if (!carried) return;
  const [names, ...lines] = JSON.parse(carried.querySelector("input").value);
  const drawn = new Map(rowsOf(list).map((row) => [row.id, row]));
  takeOut(list, [...drawn.values()]);
  const rows = waitingRows(list, 0, lines.map((line) => Object.fromEntries(line.map((text, place) => [names[place], text]))));
  append(list, rows.map((row) => drawn.get(row.id) || row));
  carried.remove();
};

/* The row with its inputs. */
export const draw = (row) => {
  if (!isWaiting(row)) return false;
  const texts = cellsOf(row).map(textOf);
  // Rows that wait are not numbered anew: their number is where they stand.
  const number = String(rowsOf(listOf(row)).indexOf(row) + 1);
  const { html, start } = kindOf(listOf(row));
  const box = document.createElement("template");
  box.innerHTML = html.replaceAll(start, row.id);
  const drawn = box.content.firstElementChild;
  drawn.querySelectorAll("td [name^='/']").forEach((input, place) => { input.value = texts[place]; });
  drawn.querySelectorAll("[data-n]").forEach((place) => { place.textContent = number; });
  row.replaceChildren(...drawn.childNodes);
  row.classList.remove("waiting");
  return true;
};

/* The row as text again, unless somebody is in it or something is said of it. */
export const undraw = (row) => {
  if (isWaiting(row) || row.contains(document.activeElement) || row.querySelector(".messages")) return;
  const { fields, blank } = kindOf(listOf(row));
  const texts = [...row.querySelectorAll("td [name^='/']")].map((input) => input.value);
  const number = row.querySelector("[data-n]").textContent;
  const line = blank.cloneNode(true);
  fields.forEach((field, place) => write(line.cells[place + 1], field, texts[place]));
  line.querySelector("[data-n]").textContent = number;
  row.replaceChildren(...line.childNodes);
  row.classList.add("waiting");
};
