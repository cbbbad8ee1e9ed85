/* The office's profile, kept in this browser only: it fills a new form, names whose document a form is, and learns from
   a finished document. Kept are the pairs of the profile's page, which have the names of ``profiles`` on the server. */

import { inBrowser } from "../storage.js";
import { reveal } from "./extras.js";
import { grow } from "./inputs.js";
import { filled, isPairs, pairsOf } from "./pairs.js";
import { rowsOf, takeOut } from "./row_groups.js";
import { addRows } from "./rows.js";

const KEY = "profile";
const DECLINED = "profile-declined";
const BY_TYPE = "/documents/";

/* Its pairs; null when there are none that this version can read. */
export const profile = () => {
  const kept = inBrowser.read(KEY);
  return isPairs(kept) ? kept : null;
};
export const keepProfile = (pairs) => inBrowser.write(KEY, filled(pairs));
export const forgetProfile = () => inBrowser.remove(KEY);

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/* --- inputs ------------------------------------------------------------------------------------- */

/* The list that a pointer leads into, of those that stand on the page. */
const listOf = (root, pointer) => {
  for (let way = pointer; way; way = way.slice(0, way.lastIndexOf("/"))) {
    const list = root.querySelector(`[data-list="${CSS.escape(way)}"]`);
    if (list) return list;
  }
  return null;
};

const inputAt = (root, pointer) => root.querySelector(`[name="${CSS.escape(pointer)}"]`);

const put = (root, [pointer, text]) => {
  let input = inputAt(root, pointer);
  if (!input) {
    const list = listOf(root, pointer);
    if (list) addRows(list, 1);
    input = inputAt(root, pointer);
  }
  if (!input) return;
  input.value = text;
  grow(input);
  reveal(input);
  input.dispatchEvent(new Event("rows", { bubbles: true }));
};

/* Put pairs where they belong; lists get as many rows as that takes. */
export const fill = (root, pairs) => pairs.forEach((pair) => put(root, pair));

/* Empty what stands at one name, down to one row of a list. */
const clear = (root, name) => {
  for (const list of root.querySelectorAll(`[data-list="${CSS.escape(`/${name}`)}"]`)) takeOut(list, rowsOf(list).slice(1));
  for (const input of root.querySelectorAll(`[name="${CSS.escape(`/${name}`)}"], [name^="${CSS.escape(`/${name}/`)}"]`)) input.value = "";
};

/* --- the line above a form ---------------------------------------------------------------------- */

const line = document.getElementById("ho-so");
const places = line && line.dataset.places ? JSON.parse(line.dataset.places) : {};
const names = Object.keys(places);
const severalName = names.find((name) => places[name] === "one_of_several");

const under = (pairs, start) => pairs.filter(([pointer]) => pointer.startsWith(start)).map(([pointer, text]) => [pointer.slice(start.length), text]);

/* The signers of a profile, each as pairs behind "/signers/0". */
const signersOf = (pairs) => {
  const start = `/${severalName}s/`;
  const found = new Map();
  for (const [rest, text] of severalName ? under(pairs, start) : []) {
    const end = rest.indexOf("/");
    const number = rest.slice(0, end);
    found.set(number, [...(found.get(number) || []), [rest.slice(end), text]]);
  }
  return [...found.values()];
};

/* What a profile says in a document of this form: pairs of the form. */
const inForm = (pairs) => [
  ...pairs.filter(([pointer]) => places[pointer.split("/")[1]] === "office"),
  ...under(pairs, `${BY_TYPE}${line.dataset.type}`),
  ...(signersOf(pairs)[0] || []).map(([rest, text]) => [`/${severalName}${rest}`, text]),
];

const textAt = (pairs, end) => (pairs.find(([pointer]) => pointer.endsWith(end)) || ["", ""])[1].replace(/\s+/g, " ").trim();
const signerWords = (pairs) => [textAt(pairs, "/full_name"), textAt(pairs, "/position")].filter(Boolean).join(", ");

/* As ``profile_form.words`` says it; who signs stands in the choice of signers where there is one. */
const tell = (form) => {
  const pairs = pairsOf(form);
  const chosen = !line.querySelector("[data-sign]").hidden;
  const signer = severalName && !chosen ? signerWords(under(pairs, `/${severalName}`)) : "";
  const said = [textAt(pairs, "/organ/organ_name"), textAt(pairs, "/organ/parent_name"), signer && `ký: ${signer}`].filter(Boolean);
  if (!said.length) return;
  line.querySelector("[data-words]").textContent = said.join(" · ");
  line.querySelector("[data-change]").firstChild.textContent = "Đổi";
  if (chosen) showSigner(pairs);
};

/* The signer of the form; nobody is chosen when it is none of those offered. */
const showSigner = (pairs) => {
  const select = line.querySelector("select");
  const now = signerWords(under(pairs, `/${severalName}`));
  select.selectedIndex = [...select.options].findIndex((option) => option.text === now);
};

const sign = (form, signer) => {
  clear(form, severalName);
  fill(form, signer.map(([rest, text]) => [`/${severalName}${rest}`, text]));
};

const offerSigners = (signers) => {
  line.querySelector("select").replaceChildren(...signers.map((signer, index) => new Option(signerWords(signer), String(index))));
  line.querySelector("[data-sign]").hidden = signers.length < 2;
};

const groupIn = (pairs, name) => filled(pairs).filter(([pointer]) => pointer === `/${name}` || pointer.startsWith(`/${name}/`)).map(([, text]) => text);

/* The names whose values are still those of the profile: a text that is read into the form goes before them. */
const untouched = (form, kept) => {
  const now = pairsOf(form);
  const signers = signersOf(kept).map((signer) => signer.map(([rest, text]) => [`/${severalName}${rest}`, text]));
  const offers = [inForm(kept), ...signers];
  return names.filter((name) => {
    const texts = groupIn(now, name);
    return texts.length && offers.some((offer) => same(groupIn(offer, name).sort(), [...texts].sort()));
  });
};

/* Before anything is typed: what this browser knows of the office goes where nothing of it was said. */
export const fillNew = (form) => {
  const kept = profile();
  if (!line || !kept) return;
  names.forEach((name) => clear(form, name));
  fill(form, inForm(kept));
};

const oneLine = (text) => text.replace(/\s+/g, " ").trim().toLocaleLowerCase("vi");

/* What a profile offers for a name of the form, the first choice first. */
const offersFor = (kept, name) => {
  const group = (pairs) => filled(pairs).filter(([pointer]) => pointer === `/${name}` || pointer.startsWith(`/${name}/`));
  const several = name === severalName ? signersOf(kept).map((signer) => signer.map(([rest, text]) => [`/${name}${rest}`, text])) : [inForm(kept)];
  return several.map(group).filter((offer) => offer.length);
};

/* What was read from a file: the profile goes where it says nothing, and writes what both say, as
   ``profiles.completed`` does with an installed one. */
const complete = (form, kept) => {
  for (const name of names) {
    const said = filled(pairsOf(form)).filter(([pointer]) => pointer === `/${name}` || pointer.startsWith(`/${name}/`));
    const isList = said.some(([pointer]) => /^\/\d+/.test(pointer.slice(name.length + 1)));
    const offer = offersFor(kept, name).find((pairs) => said.every(([pointer, text]) => pairs.some(([at, known]) => at === pointer && oneLine(known) === oneLine(text))));
    if (!offer || isList) continue;
    clear(form, name);
    fill(form, offer);
  }
};

export const beginProfile = (form, isFresh, isOfOffice) => {
  if (!line) return;
  const kept = profile();
  if (isFresh) fillNew(form);
  if (isOfOffice && kept) complete(form, kept);
  const select = line.querySelector("select");
  const signers = kept ? signersOf(kept) : [];
  if (kept && severalName) offerSigners(signers);
  line.querySelector("[data-sign-now]").hidden = true;
  select.addEventListener("change", () => {
    if (!signers.length) {
      line.querySelector("[data-sign-now]").click();
      return;
    }
    sign(form, signers[select.value]);
    tell(form);
    inputAt(form, `/${severalName}/full_name`).dispatchEvent(new Event("change", { bubbles: true }));
  });
  form.addEventListener("change", () => tell(form));
  if (kept) form.addEventListener("submit", () => { line.querySelector("[data-untouched]").value = untouched(form, kept).join(" "); });
  form.addEventListener("drawn", () => tell(form));
  tell(form);
};

/* --- after a document --------------------------------------------------------------------------- */

/* The pairs of one value of a profile; "/place" is one, "/organ" several. */
const groupOf = (pairs, group) => pairs.filter(([pointer]) => pointer === group || pointer.startsWith(`${group}/`));

const isList = (pairs, group) => groupOf(pairs, group).some(([pointer]) => /^\/\d+\/[a-z_]+$/.test(pointer.slice(group.length)));

const rowsIn = (pairs, group) => {
  const found = [];
  for (const [pointer, text] of groupOf(pairs, group)) {
    const [, number, ...rest] = pointer.slice(group.length).split("/");
    (found[number] = found[number] || []).push([rest.join("/"), text]);
  }
  return found;
};

const isKnown = (kept, taken, group) => {
  if (!isList(taken, group)) return same(groupOf(kept, group), groupOf(taken, group));
  const [one] = rowsIn(taken, group);
  return rowsIn(kept, group).some((row) => same(row, one));
};

/* ``kept`` with one value of ``taken``; a further signer joins the others, one of the same name gives way. */
const learned = (kept, taken, group) => {
  if (!isList(taken, group)) return [...kept.filter((pair) => !groupOf(kept, group).includes(pair)), ...groupOf(taken, group)];
  const [one] = rowsIn(taken, group);
  const name = textAt(one, "full_name");
  const rows = rowsIn(kept, group).filter((row) => textAt(row, "full_name") !== name);
  const all = [...rows, one].flatMap((row, index) => row.map(([rest, text]) => [`${group}/${index}/${rest}`, text]));
  return [...kept.filter((pair) => !groupOf(kept, group).includes(pair)), ...all];
};

export const offerToRemember = () => {
  const box = document.getElementById("ghi-nho");
  if (!box) return;
  const taken = JSON.parse(box.querySelector("[name=fields]").value);
  const kept = profile() || [];
  const items = [...box.querySelectorAll("[data-group]")];
  for (const item of items) if (isKnown(kept, taken, item.dataset.group)) item.remove();
  const left = items.filter((item) => item.isConnected);
  const offered = JSON.stringify(left.map((item) => groupOf(taken, item.dataset.group)));
  box.hidden = !left.length || inBrowser.read(DECLINED) === offered;
  for (const tick of box.querySelectorAll("[data-tick]")) tick.hidden = false;
  const button = box.querySelector("[data-remember]");
  button.textContent = "Ghi nhớ";
  box.querySelector("[data-decline]").hidden = false;
  const end = (words) => {
    const told = document.createElement("p");
    told.className = "notice";
    told.setAttribute("role", "status");
    told.tabIndex = -1;
    told.textContent = words;
    box.replaceWith(told);
    told.focus();
  };
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = left.filter((item) => item.querySelector("[data-tick]").checked);
    const whole = wanted.reduce((pairs, item) => learned(pairs, taken, item.dataset.group), kept);
    end(keepProfile(whole) ? "Đã ghi nhớ trong trình duyệt này; lần sau mở trang nhập là có sẵn." : "Trình duyệt này không cho ghi nhớ; hãy tải hồ sơ cơ quan về thành tệp.");
  });
  box.querySelector("[data-decline]").addEventListener("click", () => {
    inBrowser.write(DECLINED, offered);
    end("Không ghi nhớ lần này.");
  });
};
