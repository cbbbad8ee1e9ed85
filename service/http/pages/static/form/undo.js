/* What was done to a list is taken back, last first: by Ctrl+Z in the list, or by the button of its notice. */

import { say } from "./page.js";

const MOST = 200;

/* By list; a form that is drawn anew begins anew, and has "Lấy lại dữ liệu trước đó". */
const stacks = new WeakMap();

/* ``undo`` puts back what was there, and returns where to look; ``words`` say what comes back. */
export const undoable = (list, words, undo) => {
  const stack = stacks.get(list) || [];
  stack.push({ words, undo });
  if (stack.length > MOST) stack.shift();
  stacks.set(list, stack);
};

/* Whether there was anything to take back, in this list or in one around it. */
export const takeBack = (list) => {
  for (let around = list; around; around = around.parentElement.closest("[data-list]")) {
    const last = (stacks.get(around) || []).pop();
    if (!last) continue;
    const place = last.undo();
    if (last.words) say(`Đã lấy lại ${last.words}.`, around);
    if (place) place.focus();
    around.dispatchEvent(new Event("rows", { bubbles: true }));
    return true;
  }
  return false;
};

/* Say what was done beside its list, with a button that takes it back. */
export const sayUndoable = (text, list) => {
  say(text, list);
  const line = list.querySelector("[data-list-notice] .notice");
  if (!line) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-link";
  button.textContent = "Hoàn tác";
  button.addEventListener("click", () => takeBack(list));
  line.append(" ", button);
};
