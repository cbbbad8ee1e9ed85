/* What the page's script asks the server for. */

import { sayAway } from "../connection.js";
import { sizeOf } from "../durations.js";
import { during } from "../progress.js";
import { form } from "./page.js";

export const OFFLINE = "Mất kết nối với máy chủ; hãy thử lại.";

/* The answer of an address below the form's own, as JSON. An error's message is a sentence for the clerk. */
export const ask = async (what, fields) => {
  const page = new URL(form.action).pathname;
  const body = new FormData();
  for (const hidden of form.querySelectorAll("input[type=hidden][name=csrf_token]")) body.append(hidden.name, hidden.value);
  for (const [name, value] of fields) body.append(name, value);
  let answer;
  try {
    const asked = fetch(`${page}/${what}`, { method: "POST", body, headers: { Accept: "application/json, application/problem+json;q=0.9" } });
    answer = await during(asked, "Đang đọc…", { kind: what, size: sizeOf(body) });
  } catch {
    sayAway();
    throw new Error(OFFLINE);
  }
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(found.detail || `Máy chủ không trả lời được (${answer.status}); hãy thử lại.`);
  return found;
};
