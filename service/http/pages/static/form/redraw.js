/* The form drawn anew by the server, from pairs; "drawn" tells those who show something of it. */

import { sizeOf } from "../durations.js";
import { during } from "../progress.js";
import { dress } from "./inputs.js";
import { form } from "./page.js";

export const redraw = async (pairs, action = "draw") => {
  const body = new FormData();
  for (const hidden of form.querySelectorAll("input[type=hidden]")) body.append(hidden.name, hidden.value);
  body.append("fields", JSON.stringify(pairs));
  body.append("do", action);
  const answer = await during(fetch(form.action, { method: "POST", body }), "Đang mở trang nhập…", { kind: "draw", size: sizeOf(body) });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  form.replaceChildren(...page.getElementById("mau").childNodes);
  dress(form);
  form.dispatchEvent(new Event("drawn"));
};
