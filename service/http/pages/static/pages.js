/* An enhancement only: every page works without it. It adds, moves and removes rows in place, takes what is
   pasted or dropped, keeps a draft in this browser, and sends a long form as one value. */

import { wireBases } from "./form/bases.js";
import { beginDraft, clearDraft, isGone, isNew, noteMade, saveChanged } from "./form/draft.js";
import { wireExtras } from "./form/extras.js";
import { wireGrids } from "./form/grid.js";
import { dress, offerName, placeHint } from "./form/inputs.js";
import { wirePanels } from "./form/list_panel.js";
import { beginPages } from "./form/live_pages.js";
import { draftBox, form, say } from "./form/page.js";
import { pairsOf } from "./form/pairs.js";
import { paste } from "./form/paste.js";
import { goTo, placeOf } from "./form/reveal.js";
import { doAction } from "./form/rows.js";
import { beginProfile, fillNew, offerToRemember } from "./form/profile.js";
import { wireRowsInSight } from "./form/rows_in_sight.js";
import { wireSteps } from "./form/steps.js";
import { pasteWhole, typedWhole } from "./form/whole_text.js";

/* A link of the summary leads into the input itself, also inside a closed part. */
const follow = (event) => {
  const link = event.target.closest(".summary a[href^='#']");
  const target = link && placeOf(decodeURIComponent(link.getAttribute("href").slice(1)));
  if (!target) return;
  event.preventDefault();
  goTo(target);
};

/* A browser that goes back types into the inputs again what stood in them, also of what was deleted since. */
const forgetGone = () => addEventListener("pageshow", () => {
  form.reset();
  fillNew(form);
}, { once: true });

const wireForm = () => {
  if (isGone()) forgetGone();
  dress(form);
  wireRowsInSight();
  beginProfile(form, isNew(), "ofOffice" in draftBox.dataset);
  beginDraft();
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    if (button && doAction(button)) event.preventDefault();
  });
  form.addEventListener("paste", paste);
  form.addEventListener("paste", pasteWhole);
  form.addEventListener("input", typedWhole);
  wirePanels();
  wireExtras();
  wireGrids();
  wireSteps();
  wireBases(form);
  form.addEventListener("change", (event) => offerName(event.target));
  form.addEventListener("focusin", placeHint);
  // A long list has more inputs than a server should take one by one.
  form.addEventListener("formdata", (event) => {
    const pairs = pairsOf(form);
    for (const name of new Set([...event.formData.keys()])) if (name.startsWith("/")) event.formData.delete(name);
    event.formData.set("fields", JSON.stringify(pairs));
    saveChanged(pairs);
  });
};

const wireUpload = (input) => {
  input.form.addEventListener("submit", (event) => {
    const file = input.files[0];
    if (!file || file.size <= Number(input.dataset.largest)) return;
    event.preventDefault();
    input.setCustomValidity(`Tệp lớn hơn ${Math.floor(input.dataset.largest / 1000000)} MB; hãy tách bớt dữ liệu.`);
    input.reportValidity();
  });
  input.addEventListener("change", () => input.setCustomValidity(""));
};

const wireReady = (download) => {
  const opened = performance.getEntriesByType("navigation")[0];
  noteMade();
  if (opened && opened.type !== "navigate") return;
  download.requestSubmit(download.querySelector("[value=docx]"));
  say("Tệp đang được tải về. Nếu chưa thấy, hãy bấm “Tải tệp Word”.");
};

if (draftBox) draftBox.querySelector("[data-draft-clear]").addEventListener("click", clearDraft);
if (form && draftBox) wireForm();
document.addEventListener("click", follow);
const file = document.querySelector("input[type=file][data-largest]");
if (file) wireUpload(file);
const download = document.getElementById("tai-ve");
if (download) wireReady(download);
offerToRemember();
beginPages(Boolean(draftBox) && "fresh" in draftBox.dataset);
const summary = document.getElementById("tom-tat");
if (summary) summary.focus();
