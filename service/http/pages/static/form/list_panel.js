/* A block or a file for a list: the panel at the list shows what would be added, is corrected, and adds it. */

import { recall, remember } from "./column_memory.js";
import { saveNow, store } from "./draft.js";
import { reveal } from "./extras.js";
import { setValue } from "./inputs.js";
import { form, say } from "./page.js";
import { pairsOf } from "./pairs.js";
import { append, takeOut } from "./row_groups.js";
import { addRows, blankRowsOf, renumber } from "./rows.js";
import { ask } from "./server.js";
import { sayUndoable, undoable } from "./undo.js";

/* By list: where its rows come from, what was answered last, and the form that this was said of. */
const open = new WeakMap();

/* There is one panel at a time: an answer that is not the latest asked for comes too late and is left out. */
let latest = 0;

const panelOf = (list) => list.querySelector("[data-list-panel]");

const fieldsOf = (panel) => (panel ? [...new FormData(form)].filter(([name]) => /^(?:sheet|use|use-read|list|header|depth|column|column-read|headerless|row)\./.test(name)) : []);

const sourceOf = (list, source) => (source.file ? [[`file:${list.dataset.list}`, source.file]] : [["html", source.html], ["plain", source.plain]]);

const draw = (list, html) => {
  const box = document.createElement("template");
  box.innerHTML = html;
  const panel = box.content.firstElementChild;
  const old = panelOf(list);
  if (old) old.replaceWith(panel);
  else list.querySelector(":scope > .acts").before(panel);
  return panel;
};

/* A panel that is being read again does not show yet what it says. */
const isBusy = (panel) => panel.getAttribute("aria-busy") === "true";
const markBusy = (panel, busy) => panel && panel.setAttribute("aria-busy", String(busy));

/* Ask again, with what the panel says now. */
const read = async (list) => {
  const state = open.get(list);
  latest += 1;
  const turn = latest;
  const pairs = JSON.stringify(pairsOf(form));
  const panel = panelOf(list);
  markBusy(panel, true);
  try {
    const answer = await ask("danh-sach", [["list", list.dataset.list], ["fields", pairs], ...sourceOf(list, state.source), ...fieldsOf(panel)]);
    if (latest !== turn) return false;
    Object.assign(state, { answer, pairs });
    draw(list, answer.panel);
    return true;
  } catch (error) {
    if (latest !== turn) return false;
    markBusy(panel, false);
    throw error;
  }
};

const failed = (list) => (error) => say(error.message, list, "error");

/* One panel at a time: its fields are named by their sheets alone. */
const closeOthers = () => form.querySelectorAll("[data-list-panel]").forEach((panel) => panel.remove());

export const openPanel = async (list, source) => {
  closeOthers();
  open.set(list, { source });
  say("Đang đọc…", list);
  try {
    if (!await read(list)) return;
    if (recall(list, panelOf(list)) && !await read(list)) return;
    say("", list);
    panelOf(list).focus();
    panelOf(list).scrollIntoView({ block: "nearest" });
  } catch (error) {
    failed(list)(error);
  }
};

const change = async (event) => {
  const panel = event.target.closest("[data-list-panel]");
  if (!panel) return;
  const list = panel.closest("[data-list]");
  const { id, name } = event.target;
  try {
    if (!await read(list)) return;
    const same = panelOf(list).querySelector(id ? `[id="${id}"]` : `[name="${name}"]:not([type=hidden])`);
    (same || panelOf(list)).focus({ preventScroll: true });
  } catch (error) {
    failed(list)(error);
  }
};

const close = (list) => {
  latest += 1;
  panelOf(list).remove();
  list.querySelectorAll("[data-list-file]").forEach((input) => { input.value = ""; });
  list.focus({ preventScroll: true });
};

const NEW = "~";

/* Rows around lists that the form has not yet: by the pointer in the answer, the one on the page. */
const addAround = (pointers) => {
  const found = new Map();
  for (const pointer of pointers) {
    const around = document.getElementById(pointer.slice(0, pointer.lastIndexOf("/")));
    found.set(NEW + pointer, addRows(around, 1)[0].id);
  }
  return found;
};

const onPage = (pointer, around) => {
  for (const [given, id] of around) if (pointer.startsWith(`${given}/`)) return id + pointer.slice(given.length);
  return pointer;
};

/* Put in what was read; returns how to take it out again. */
const join = ({ lists, values, new: rows }) => {
  const around = addAround(rows);
  // A row that was made for this may have been removed since.
  const undo = [() => [...around.values()].forEach((id) => document.getElementById(id)?.remove())];
  for (const { list: pointer, keys, rows: texts } of lists) {
    const list = document.getElementById(onPage(pointer, around));
    const blank = blankRowsOf(list);
    reveal(list);
    const added = addRows(list, texts.length, texts.map((line) => Object.fromEntries(line.map((text, place) => [keys[place], text]))));
    if (added.length) added[0].scrollIntoView({ block: "nearest" });
    takeOut(list, blank);
    renumber(list);
    undo.unshift(() => {
      takeOut(list, added);
      append(list, blank);
      renumber(list);
    });
  }
  for (const [pointer, text] of Object.entries(values)) {
    const input = document.getElementById(onPage(pointer, around));
    const before = input.value;
    reveal(input);
    setValue(input, text);
    undo.unshift(() => setValue(input, before));
  }
  return () => undo.forEach((step) => step());
};

/* What is added is what was seen. */
const add = async (list) => {
  const state = open.get(list);
  try {
    if (isBusy(panelOf(list)) || state.pairs !== JSON.stringify(pairsOf(form))) {
      const before = JSON.stringify(state.answer.add);
      if (!await read(list)) return;
      if (before !== JSON.stringify(state.answer.add)) {
        say("Danh sách vừa thay đổi; hãy xem lại rồi bấm Thêm.", list);
        panelOf(list).focus();
        return;
      }
    }
  } catch (error) {
    failed(list)(error);
    return;
  }
  remember(list, panelOf(list));
  store("before", pairsOf(form));
  const undo = join(state.answer.add);
  close(list);
  undoable(list, "danh sách như trước khi thêm", () => {
    undo();
    saveNow();
    return list;
  });
  sayUndoable(state.answer.notice, list);
  list.querySelector("[data-list-notice]").scrollIntoView({ block: "nearest" });
  saveNow();
};

const press = (event) => {
  const button = event.target.closest("[data-panel-action]");
  if (!button) return;
  const list = button.closest("[data-list]");
  if (button.dataset.panelAction === "add-rows") add(list);
  else close(list);
};

/* --- files ------------------------------------------------------------------------------------ */

const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files") && !event.target.closest("input[type=file]");
const gridAt = (event) => event.target.closest("[data-list].grid");

const mark = (list) => form.querySelectorAll(".is-drop-target").forEach((other) => other.classList.toggle("is-drop-target", other === list));

const dragOver = (event) => {
  if (!holdsFiles(event)) return;
  // Elsewhere the browser would leave the page and show the file.
  event.preventDefault();
  const list = gridAt(event);
  mark(list);
  if (list) list.classList.add("is-drop-target");
  event.dataTransfer.dropEffect = list ? "copy" : "none";
};

const drop = (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  mark(null);
  const list = gridAt(event);
  const [file, ...more] = event.dataTransfer.files;
  if (!list || !file) say("Hãy thả tệp vào đúng danh sách cần thêm.", null, "error");
  else if (more.length) say("Mỗi lần chỉ đọc được một tệp; hãy thả từng tệp.", list, "error");
  else openPanel(list, { file });
};

const choose = (event) => {
  const input = event.target;
  if ("listFile" in input.dataset && input.files[0]) openPanel(input.closest("[data-list]"), { file: input.files[0] });
};

export const wirePanels = () => {
  form.addEventListener("change", change);
  form.addEventListener("change", choose);
  form.addEventListener("click", press);
  document.addEventListener("dragover", dragOver);
  document.addEventListener("dragleave", (event) => event.relatedTarget === null && mark(null));
  document.addEventListener("drop", drop);
};
