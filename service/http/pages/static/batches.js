/* Many documents at once. An enhancement only: a file may be dropped, and the page of a batch keeps itself up to date. */

import { wireFile } from "./drop_file.js";

const POLL_MS = 1_500;
const SLOW_MS = 10_000;
/* Signed out, or the batch is gone: no later answer will be another one. */
const FINAL = [401, 403, 404];

/* --- a batch that is made -------------------------------------------------------------------------------------- */

const words = ({ total, made, refused }) => `Xong ${made + refused}/${total}: ${made} đã tạo, ${refused} bị từ chối.`;

/* An answer that says something of the batch; else (429, 503 …) whoever asked waits and asks again. */
const asked = async (address, options) => {
  const answer = await fetch(address, options);
  if (!answer.ok && !FINAL.includes(answer.status)) throw new Error(`${answer.status}`);
  return answer;
};

/* What the server draws of the batch now, in place of what stands here; what had the focus has it again. */
const redraw = async (box) => {
  const text = await (await asked(location.href)).text();
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const found = fresh.getElementById(box.id);
  if (!found) {
    location.reload();
    return box;
  }
  const focused = document.activeElement && document.activeElement.getAttribute("formaction");
  box.replaceWith(found);
  document.title = fresh.title;
  const again = focused && found.querySelector(`[formaction="${CSS.escape(focused)}"]`);
  if (again) again.focus();
  return found;
};

const look = async (box) => {
  const answer = await asked(box.dataset.batch, { headers: { Accept: "application/json" } });
  // Deleted in another tab, or expired: the page says so itself.
  if (!answer.ok) return redraw(box);
  const found = await answer.json();
  if (found.state === "done" || String(found.refused) !== box.dataset.refused || String(found.is_left_alone) !== box.dataset.leftAlone) return redraw(box);
  const said = box.querySelector("[data-words]");
  if (said.textContent !== words(found)) said.textContent = words(found);
  box.querySelector("progress").value = found.made + found.refused;
  return box;
};

const follow = async (box) => {
  if (box.dataset.state === "done") return;
  let [now, wait] = [box, POLL_MS];
  try {
    now = await look(box);
  } catch {
    // The server is busy, or the connection is lost (the line on top says so): the batch goes on without this page.
    wait = SLOW_MS;
  }
  setTimeout(() => follow(now), wait);
};

document.documentElement.classList.add("has-script");
const input = document.getElementById("tep");
if (input) wireFile(input);
const batch = document.getElementById("lo");
if (batch) setTimeout(() => follow(batch), POLL_MS);
const summary = document.getElementById("tom-tat");
if (summary) summary.focus();
