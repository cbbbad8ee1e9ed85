/* What the columns of a file were taken for, remembered in this browser for the next file with the same headers.
   Only headers and the names of fields are kept, and nothing of a sheet without headers. */

import { inBrowser } from "../storage.js";
import { pattern } from "./pairs.js";

const KEY = "columns";
const MOST = 60;

const known = () => inBrowser.read(KEY) || {};

const fieldsOf = (sheet) => [...sheet.querySelectorAll("select[data-header]")];

const signature = (list, fields) => {
  const headers = fields.map((field) => field.dataset.header);
  return headers.some(Boolean) ? `${pattern(list.dataset.list)} ${JSON.stringify(headers)}` : "";
};

/* Choose in a panel what was chosen before; whether that changed anything. */
export const recall = (list, panel) => {
  const memory = known();
  let changed = false;
  for (const sheet of panel.querySelectorAll("[data-panel-sheet]")) {
    const fields = fieldsOf(sheet);
    const keys = memory[signature(list, fields)] || [];
    fields.forEach((field, place) => {
      const key = keys[place];
      if (typeof key !== "string" || key === field.value || ![...field.options].some((option) => option.value === key)) return;
      field.value = key;
      changed = true;
    });
  }
  return changed;
};

export const remember = (list, panel) => {
  const memory = known();
  for (const sheet of panel.querySelectorAll("[data-panel-sheet]")) {
    const fields = fieldsOf(sheet);
    const name = signature(list, fields);
    if (!name) continue;
    delete memory[name];
    memory[name] = fields.map((field) => field.value);
  }
  // A full or forbidden storage remembers nothing; the panel asks again.
  inBrowser.write(KEY, Object.fromEntries(Object.entries(memory).slice(-MOST)));
};
