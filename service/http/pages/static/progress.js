/* Work that is going on is seen: after a moment that it goes on, and where it is going to be long how far it is, by how much
   was sent. Files are fetched here, so that it is known when they have come. */

import { sayAway } from "./connection.js";
import { estimate, learn, sizeOf } from "./durations.js";

/* Work that is over sooner is not worth a word. */
const UNNOTICED_MS = 300;
const LONG_MS = 5_000;
const TICK_MS = 1_000;

const seconds = (milliseconds) => Math.max(1, Math.round(milliseconds / 1000));

/* A line at the foot of the page, taken away again by what this returns. */
const openLine = (words) => {
  const line = document.createElement("div");
  line.className = "working";
  line.setAttribute("role", "status");
  const text = document.createElement("span");
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", words);
  line.append(bar, text);
  document.getElementById("noi-dung").append(line);
  text.textContent = words;
  return { line, text, bar };
};

/* How far work is that should take ``expected`` milliseconds, of which so many are past; a bar without a value only moves. */
const sayHowFar = ({ text, bar }, words, expected, past) => {
  const left = expected - past;
  text.textContent = `${words} ${left > 0 ? `còn khoảng ${seconds(left)} giây` : `đã ${seconds(past)} giây, lâu hơn dự tính`}`;
  if (left > 0) [bar.max, bar.value] = [expected, past];
  else if (bar.removeAttribute) bar.removeAttribute("value");
};

/* Say that ``words`` go on until the function that this returns is called, with whether the work was done: what was refused
   took its own time. ``work`` is {kind, size}: what takes alike, and how many characters were sent for it. ``open`` makes the
   {line, text, bar} that say it. */
export const working = (words, work, open = openLine) => {
  const began = Date.now();
  const expected = estimate(work);
  let shown = null;
  const tick = () => {
    const past = Date.now() - began;
    shown = shown || open(words);
    if (Math.max(past, expected) >= LONG_MS) sayHowFar(shown, words, expected, past);
  };
  const first = setTimeout(tick, UNNOTICED_MS);
  const timer = setInterval(tick, TICK_MS);
  return (isDone) => {
    clearTimeout(first);
    clearInterval(timer);
    if (shown) shown.line.remove();
    if (isDone) learn(work, Date.now() - began);
  };
};

/* The answer of a request, seen to be waited for. */
export const during = async (promise, words, work) => {
  const end = working(words, work);
  try {
    const answer = await promise;
    end(answer.ok);
    return answer;
  } catch (error) {
    end(false);
    throw error;
  }
};

/* --- forms -------------------------------------------------------------------------------------------------- */

const sentWhole = new WeakSet();

const kindOf = (action, button) => [new URL(action).pathname.split("/").pop(), button ? button.value.split(":")[0] : ""].filter(Boolean).join(":");

const wordsOf = (button) => {
  const called = button ? button.textContent.trim().replace(/\s+/g, " ") : "";
  return called ? `Đang làm “${called}”…` : "Đang làm…";
};

const nameOf = (answer) => {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get("Content-Disposition") || "") || [];
  return encoded ? decodeURIComponent(encoded) : "";
};

const save = async (answer, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const complain = async (answer) => {
  const { detail } = await answer.json().catch(() => ({}));
  const box = document.getElementById("thong-bao");
  const line = document.createElement("p");
  line.className = "notice notice-error";
  line.textContent = detail || `Máy chủ không trả lời được (${answer.status}); hãy thử lại.`;
  box.replaceChildren(line);
};

/* What was answered: a file is saved; a page that came instead of it is asked for again, to be shown. */
const take = async (answer, form, button) => {
  const name = nameOf(answer);
  if (answer.ok && name) await save(answer, name);
  else if ((answer.headers.get("Content-Type") || "").includes("json")) await complain(answer);
  else {
    sentWhole.add(form);
    form.requestSubmit(button);
  }
};

const fetchFile = async (form, button, action, body) => {
  try {
    const answer = await fetch(action, { method: "POST", body, headers: { Accept: "application/problem+json, */*;q=0.5" } });
    await take(answer, form, button);
    return answer;
  } catch {
    // The connection may also be lost in the middle of a file.
    sayAway(() => form.requestSubmit(button));
    return { ok: false };
  }
};

const follow = (event) => {
  const [form, button] = [event.target, event.submitter];
  if (event.defaultPrevented || form.method !== "post") return;
  const action = button && button.hasAttribute("formaction") ? button.formAction : form.action;
  const [words, kind] = [wordsOf(button), kindOf(action, button)];
  if (button && "file" in button.dataset && !sentWhole.delete(form)) {
    event.preventDefault();
    const body = new FormData(form, button);
    during(fetchFile(form, button, action, body), words, { kind, size: sizeOf(body) });
    return;
  }
  // What is sent is put together once this event is over: a long form takes its time for it.
  form.addEventListener("formdata", ({ formData }) => {
    const end = working(words, { kind, size: sizeOf(formData) });
    // The page goes away with its line; one that comes back from the browser's memory has nothing going on.
    addEventListener("pagehide", () => end(true), { once: true });
  }, { once: true });
};

/* Call after those who may keep a form from being sent. Where a button's answer is a file no page comes in whose place it
   would go away: the button says so (``data-file``), and its page has a place for what went wrong ("thong-bao"). */
export const wireProgress = () => document.addEventListener("submit", follow);
