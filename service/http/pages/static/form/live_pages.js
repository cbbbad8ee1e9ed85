/* The pages of the document beside what is typed: drawn at load and when typing stops, old ones stay until new ones
   come. A click on a line leads to its input, and the input that has the focus shows its line. */

import { noticeAway } from "../connection.js";
import { working } from "../progress.js";
import { inTab } from "../storage.js";
import { form } from "./page.js";
import { pairsOf } from "./pairs.js";
import { goTo, placeOf } from "./reveal.js";

const PAUSE = 1000;
/* After a page has come it is first made ready. */
const SETTLING = 300;
const LONG_PAUSE = 5000;
/* How far from a line, in points of the page, a click still means it. */
const NEAR = 14;

const box = document.getElementById("cac-trang");
const state = document.querySelector("[data-pages-state]");
const carrier = form || document.getElementById("tai-ve");

const say = (text, busy = false) => {
  state.textContent = text;
  state.classList.toggle("is-busy", busy);
};

/* Where it is said that pages are being drawn, and for how long. */
const openState = (words) => {
  say(words, true);
  return { line: { remove: () => {} }, text: state, bar: {} };
};

const typed = () => (form ? ["fields", JSON.stringify(pairsOf(form))] : ["data", carrier.elements.data.value]);

/* --- what is drawn stays for the next page of this tab ---------------------------------------------------- */

/* Of one document only: pictures are large, and a full storage would keep nothing of what was typed. */
const KEPT = "pages";
const keep = (source) => inTab.write(KEPT, { slug: box.dataset.slug, source, pages: box.innerHTML }) || inTab.remove(KEPT);
const kept = () => {
  const found = inTab.read(KEPT);
  return found && found.slug === box.dataset.slug ? found : {};
};

/* --- drawing ------------------------------------------------------------------------------------------------ */

let drawn = null;
let timer = 0;
let busy = false;

const wait = (milliseconds) => {
  clearTimeout(timer);
  timer = setTimeout(draw, milliseconds);
};

const body = (name, text) => {
  const sent = new FormData();
  for (const hidden of carrier.querySelectorAll("input[type=hidden][name=csrf_token]")) sent.append(hidden.name, hidden.value);
  sent.append(name, text);
  return sent;
};

const show = async (pages) => {
  await Promise.all([...pages.querySelectorAll("img")].map((image) => image.decode().catch(() => {})));
  const top = box.scrollTop;
  box.replaceChildren(...pages.childNodes);
  box.scrollTop = top;
  showPlace();
};

/* What an answer says: the pages, or why there are none. Returns after how many milliseconds to ask again, 0 for not at all. */
const take = async (answer, text) => {
  if ([202, 429, 503].includes(answer.status)) {
    say("đang chờ máy chủ…", true);
    return Math.min(LONG_PAUSE, 1000 * (Number(answer.headers.get("Retry-After")) || 1));
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const pages = page.querySelector("[data-drawn]");
  drawn = text;
  if (answer.ok && pages) {
    await show(pages);
    keep(text);
    say("");
  } else {
    const why = page.querySelector("[data-not-drawn]");
    say(why ? why.textContent : "Chưa vẽ lại được các trang.");
  }
  return 0;
};

const draw = async () => {
  // A draft that is still being brought back is not drawn half; a tab that nobody looks at has time.
  if ((form && form.inert) || document.hidden) {
    wait(document.hidden ? LONG_PAUSE : SETTLING);
    return;
  }
  const [name, text] = typed();
  if (busy || text === drawn) return;
  busy = true;
  const end = working("đang vẽ…", { kind: "pages", size: text.length }, openState);
  let again = 0;
  try {
    const answer = await fetch(box.dataset.address, { method: "POST", body: body(name, text) });
    end(answer.status === 200);
    again = await take(answer, text);
  } catch {
    end(false);
    say("Mất kết nối với máy chủ; các trang dưới đây là của lúc trước.");
    noticeAway();
    again = LONG_PAUSE;
  }
  busy = false;
  // One request at a time: what was typed meanwhile is drawn next, whatever lay between is never asked for.
  if (again) wait(again);
  else if (typed()[1] !== drawn) wait(PAUSE);
};

/* --- from a line to its input, and back --------------------------------------------------------------------- */

const linesOf = (name) => [...box.querySelectorAll("rect")].filter((line) => line.dataset.for === name || line.dataset.for.startsWith(`${name}/`));

const scrollTo = (line) => {
  if (box.scrollHeight <= box.clientHeight) return;
  const [inside, around] = [line.getBoundingClientRect(), box.getBoundingClientRect()];
  if (inside.top >= around.top && inside.bottom <= around.bottom) return;
  box.scrollTop += inside.top - around.top - box.clientHeight / 3;
};

const showPlace = () => {
  for (const line of box.querySelectorAll(".is-here")) line.classList.remove("is-here");
  const input = document.activeElement;
  if (!form || !input || !form.contains(input) || !(input.name || "").startsWith("/")) return;
  const lines = linesOf(input.name);
  for (const line of lines) line.classList.add("is-here");
  if (lines.length) scrollTo(lines[0]);
};

const distance = (line, x, y) => {
  const [left, top, width, height] = ["x", "y", "width", "height"].map((name) => Number(line.getAttribute(name)));
  const across = Math.max(left - x, 0, x - left - width);
  const down = Math.max(top - y, 0, y - top - height);
  // Beside a line is nearer than below it.
  return down * 4 + across / 20;
};

const follow = (event) => {
  const sheet = event.target.closest("svg");
  if (!sheet || !form) return;
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
  const near = [...sheet.querySelectorAll("rect")]
    .map((line) => [distance(line, point.x, point.y), line])
    .filter(([far]) => far <= NEAR * 4)
    .sort(([one], [other]) => one - other);
  const target = near.length ? placeOf(near[0][1].dataset.for) : null;
  if (target) goTo(target);
};

/* --- the beginning --------------------------------------------------------------------------------------------- */

const begin = (fresh) => {
  const { source, pages } = kept();
  if (!pages || (fresh && source !== typed()[1])) return;
  const before = new DOMParser().parseFromString(pages, "text/html");
  box.replaceChildren(...before.body.childNodes);
  drawn = source;
};

const wireForm = () => {
  const typing = () => wait(PAUSE);
  for (const kind of ["input", "change", "click"]) form.addEventListener(kind, typing);
  // Rows come and go, and whole forms are drawn anew, without an event of an input.
  new MutationObserver(typing).observe(form, { childList: true, subtree: true });
  form.addEventListener("focusin", showPlace);
};

/* The button stays the same one through every form that is drawn anew: the page is told, not the button. */
const wireButtons = () => {
  document.body.classList.add("has-pages");
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[formtarget='xem-truoc']")) return;
    event.preventDefault();
    wait(0);
    // Where the pages do not stand beside the form they are below it, out of sight.
    if (box.getBoundingClientRect().top > innerHeight) box.scrollIntoView();
  });
};

export const beginPages = (fresh) => {
  if (!box || !carrier) return;
  document.querySelector("iframe[name='xem-truoc']").remove();
  box.hidden = false;
  begin(fresh);
  box.addEventListener("click", follow);
  wireButtons();
  if (form) wireForm();
  document.addEventListener("visibilitychange", () => document.hidden || wait(0));
  wait(form ? SETTLING : 0);
};
