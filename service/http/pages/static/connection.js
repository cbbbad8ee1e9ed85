/* Whether the server is there. Nothing is sent to it before it answers, so that a lost connection never leads to the
   browser's own page of errors: a yellow line says so, and goes on with what was asked for when it is back. */

const PATIENCE_MS = 8_000;
const AGAIN_MS = 5_000;
const KEPT = "Những gì đã gõ vẫn còn trong trình duyệt này.";

const home = () => document.querySelector("a.brand").href;

/* A gateway before the service answers for it while it is away. */
export const reachable = async () => {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(home(), { method: "HEAD", cache: "no-store", signal: patience.signal });
    return ![502, 503, 504].includes(answer.status);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
};

let line = null;
let goOn = null;
let watching = 0;

const closeLine = () => {
  clearInterval(watching);
  line.remove();
  line = null;
  goOn = null;
};

const retry = async () => {
  const words = line.querySelector("span");
  words.textContent = "Đang thử lại…";
  const there = await reachable();
  if (!line) return;
  if (!there) {
    words.textContent = `Vẫn chưa kết nối được với máy chủ. ${KEPT}`;
    return;
  }
  const next = goOn;
  closeLine();
  if (next) next();
};

/* When it is back by itself nothing is sent without the clerk, who may be typing. */
const look = async () => {
  if (!line || !await reachable() || !line) return;
  if (!goOn) {
    closeLine();
    return;
  }
  clearInterval(watching);
  line.querySelector("span").textContent = "Đã kết nối lại với máy chủ.";
  line.querySelector("button").textContent = "Làm tiếp";
};

/* The yellow line; ``next`` is what is done when the server is back. */
export const sayAway = (next = null) => {
  goOn = next || goOn;
  if (line) {
    line.querySelector("button").focus();
    return;
  }
  line = document.createElement("div");
  line.className = "away";
  line.setAttribute("role", "alert");
  const words = document.createElement("span");
  words.textContent = `Chưa kết nối được với máy chủ. ${KEPT}`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-outline-secondary";
  button.textContent = "Thử lại";
  button.addEventListener("click", retry);
  line.append(words, button);
  document.getElementById("noi-dung").before(line);
  clearInterval(watching);
  watching = setInterval(look, AGAIN_MS);
};

/* --- forms and links ------------------------------------------------------------------------------- */

const asked = new WeakSet();
const pending = new WeakSet();

const send = (form, button) => {
  asked.add(form);
  // A button that the form lost since is not pressed again.
  form.requestSubmit(button && button.form === form ? button : undefined);
};

const askFirst = async (form, button) => {
  if (await reachable()) send(form, button);
  else sayAway(() => send(form, button));
  pending.delete(form);
};

const guard = (event) => {
  const form = event.target;
  if (event.defaultPrevented || asked.delete(form)) return;
  event.preventDefault();
  if (pending.has(form)) return;
  pending.add(form);
  askFirst(form, event.submitter);
};

const leads = (link) => link && link.origin === location.origin && !link.target && !link.hasAttribute("download") && link.getAttribute("href")[0] !== "#";

/* A link is asked about only while the server is known to be away. */
const follow = (event) => {
  const link = event.target.closest("a[href]");
  if (!line || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || !leads(link)) return;
  event.preventDefault();
  goOn = () => location.assign(link.href);
  retry();
};

export const wireConnection = () => {
  document.addEventListener("submit", guard);
  document.addEventListener("click", follow);
  addEventListener("offline", async () => await reachable() || sayAway());
  addEventListener("online", look);
};
