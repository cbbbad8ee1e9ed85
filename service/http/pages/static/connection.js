/* Whether the server is there. Nothing is sent to it before it answers, so that a lost connection never leads to the
   browser's own page of errors: a yellow line says so, and goes on with what was asked for when it is back. */

const PATIENCE_MS = 8_000;
export const AGAIN_MS = 5_000;
const KEPT = "Những gì đã gõ vẫn còn trong trình duyệt này.";

const home = () => document.querySelector("a.brand").href;

/* "there", "away", or "signed out" when a session ended. A gateway before the service answers for it while it is away. */
export const reach = async () => {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const { status } = await fetch(home(), { method: "HEAD", cache: "no-store", signal: patience.signal });
    if (status === 401) return "signed out";
    return [502, 503, 504].includes(status) ? "away" : "there";
  } catch {
    return "away";
  } finally {
    clearTimeout(timer);
  }
};

/* --- the yellow line ------------------------------------------------------------------------------- */

const WORDS = {
  away: `Mất kết nối với máy chủ. ${KEPT}`,
  still: `Vẫn mất kết nối với máy chủ. ${KEPT}`,
  trying: "Đang thử lại…",
  back: "Đã kết nối lại với máy chủ.",
  "signed out": `Phiên đăng nhập đã hết. ${KEPT} Đăng nhập lại ở thẻ mới rồi bấm “Thử lại”.`,
};

let line = null;
let goOn = null;
let watching = 0;

const tell = (state) => {
  line.querySelector("span").textContent = WORDS[state];
  line.querySelector("a").hidden = state !== "signed out";
  line.querySelector("button").textContent = state === "back" ? "Làm tiếp" : "Thử lại";
};

const closeLine = () => {
  clearInterval(watching);
  line.remove();
  line = null;
  goOn = null;
};

const retry = async () => {
  tell("trying");
  const state = await reach();
  if (!line) return;
  if (state !== "there") {
    tell(state === "away" ? "still" : state);
    return;
  }
  const next = goOn;
  closeLine();
  if (next) next();
};

/* When it is back by itself nothing is sent without the clerk, who may be typing. */
const look = async () => {
  if (!line || await reach() !== "there" || !line) return;
  if (goOn) {
    clearInterval(watching);
    tell("back");
  } else {
    closeLine();
  }
};

const part = (name, text, facts) => Object.assign(document.createElement(name), { textContent: text, ...facts });

const drawLine = () => {
  line = part("div", "", { className: "away" });
  line.setAttribute("role", "alert");
  const button = part("button", "Thử lại", { type: "button", className: "btn btn-sm btn-outline-secondary" });
  button.addEventListener("click", retry);
  line.append(part("span", ""), part("a", "Đăng nhập lại", { href: home(), target: "_blank", hidden: true }), button);
  document.getElementById("noi-dung").before(line);
  clearInterval(watching);
  watching = setInterval(look, AGAIN_MS);
};

/* Say that the server is away; ``next`` is what is done when it is back. */
export const sayAway = (next = null, state = "away") => {
  goOn = next || goOn;
  if (!line) drawLine();
  else line.querySelector("button").focus();
  tell(state);
};

/* The same of what nobody pressed: whoever types goes on typing. */
export const noticeAway = () => {
  if (line) return;
  drawLine();
  tell("away");
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
  const state = await reach();
  pending.delete(form);
  if (state === "there" || form.contains(document.querySelector("[type=password]"))) send(form, button);
  else sayAway(() => send(form, button), state);
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
  addEventListener("offline", async () => await reach() === "away" && sayAway());
  addEventListener("online", look);
};

/* From here on a reload while the server is away shows our page (worker.js); where a browser gives no worker, its own. */
export const keepPageForAway = () => {
  if (!navigator.serviceWorker || navigator.serviceWorker.controller) return;
  const behind = document.body.dataset.caller === "header" ? "?proxy" : "";
  navigator.serviceWorker.register(`/static/worker.js${behind}`, { scope: "/" }).catch(() => {});
};
