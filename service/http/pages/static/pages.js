/* An enhancement only: every page works without it. It adds, moves and removes rows in place, takes
   blocks pasted from a sheet, keeps a draft in this browser, and sends a long form as one value. */
"use strict";

(() => {
  const form = document.getElementById("mau");
  const draftBox = document.getElementById("nhap");
  const slug = draftBox ? draftBox.dataset.slug : "";
  const key = (what) => `vanban:${slug}:${what}`;

  const say = (text) => {
    const box = document.getElementById("thong-bao");
    if (!box) return;
    box.textContent = "";
    const line = document.createElement("p");
    line.className = "notice";
    line.textContent = text;
    box.append(line);
  };

  /* --- the form as pairs ------------------------------------------------------------------- */

  const pairsOf = (root) => {
    const pairs = [];
    for (const input of root.querySelectorAll("[name^='/']")) {
      if ((input.type === "radio" || input.type === "checkbox") && !input.checked) continue;
      pairs.push([input.name, input.value]);
    }
    return pairs;
  };

  const filled = (pairs) => pairs.filter(([, text]) => text.trim() !== "");

  const redraw = async (pairs, action = "draw") => {
    const body = new FormData();
    for (const hidden of form.querySelectorAll("input[type=hidden]")) body.append(hidden.name, hidden.value);
    body.append("fields", JSON.stringify(pairs));
    body.append("do", action);
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const drawn = page.getElementById("mau");
    form.replaceChildren(...drawn.childNodes);
    dress(form);
  };

  /* --- the draft, in this browser only ------------------------------------------------------- */

  const stored = (what) => {
    try {
      return JSON.parse(localStorage.getItem(key(what)));
    } catch {
      return null;
    }
  };

  const store = (what, value) => {
    try {
      localStorage.setItem(key(what), JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  };

  const showDraft = (kept) => {
    draftBox.hidden = false;
    const status = draftBox.querySelector("[data-draft-status]");
    if (!status) return;
    const clock = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    status.textContent = kept
      ? `Đã lưu nháp trong trình duyệt này lúc ${clock}.`
      : "Không lưu được bản nháp trong trình duyệt này; hãy bấm “Lưu dữ liệu” để giữ lại.";
    const before = draftBox.querySelector("[data-draft-before]");
    before.hidden = stored("before") === null;
  };

  let waiting = 0;
  const saveNow = () => {
    clearTimeout(waiting);
    waiting = 0;
    showDraft(store("draft", pairsOf(form)));
  };
  const save = () => {
    clearTimeout(waiting);
    waiting = setTimeout(saveNow, 400);
  };

  const keepBefore = () => {
    const draft = stored("draft");
    if (draft && filled(draft).length) store("before", draft);
  };

  const restore = async (pairs, message) => {
    try {
      await redraw(pairs);
      say(message);
      saveNow();
    } catch {
      // What is typed from here on becomes the draft; this one is kept beside it.
      store("before", pairs);
      showDraft(true);
      say("Chưa mở lại được bản nháp vì mất kết nối; bản nháp vẫn còn. Hãy bấm “Lấy lại dữ liệu trước đó”.");
    }
  };

  const sameAs = (a, b) => JSON.stringify(filled(a)) === JSON.stringify(filled(b));

  const beginDraft = () => {
    const draft = stored("draft");
    const blank = pairsOf(form);
    if ("fresh" in draftBox.dataset) {
      // What "back" or a reload left in the inputs is in the draft as well.
      if (draft && filled(draft).length && !sameAs(draft, blank)) restore(draft, "Đã mở lại bản nháp trong trình duyệt này.");
    } else {
      if ("replaces" in draftBox.dataset && draft && !sameAs(draft, blank)) keepBefore();
      saveNow();
      // A reload asks for the form again instead of sending the old data once more.
      history.replaceState(null, "", form.getAttribute("action") + location.hash);
    }
    form.addEventListener("input", save);
    form.addEventListener("change", save);
    addEventListener("pagehide", () => waiting && saveNow());
    document.addEventListener("visibilitychange", () => document.hidden && waiting && saveNow());
    draftBox.querySelector("[data-draft-before]").addEventListener("click", () => {
      const before = stored("before");
      if (filled(pairsOf(form)).length) store("before", pairsOf(form));
      if (before) restore(before, "Đã lấy lại dữ liệu trước đó.");
    });
  };

  const clearDraft = () => {
    localStorage.removeItem(key("draft"));
    localStorage.removeItem(key("before"));
    clearTimeout(waiting);
    waiting = 0;
    if (form) {
      location.assign(form.getAttribute("action"));
    } else {
      draftBox.hidden = true;
      say("Đã xóa bản nháp trong trình duyệt này.");
    }
  };

  /* --- rows ---------------------------------------------------------------------------------- */

  const rowsBox = (list) => [...list.querySelectorAll("[data-rows]")].find((box) => box.closest("[data-list]") === list);
  const rowsOf = (list) => [...rowsBox(list).children].filter((row) => "row" in row.dataset);

  const renumber = (list) => {
    rowsOf(list).forEach((row, index) => {
      for (const number of row.querySelectorAll("[data-n]")) {
        if (number.closest("[data-row]") === row) number.textContent = String(index + 1);
      }
    });
  };

  const nextIndex = (list) => {
    const start = list.dataset.list + "/";
    let most = -1;
    for (const input of rowsBox(list).querySelectorAll("[name^='/']")) {
      if (input.name.startsWith(start)) most = Math.max(most, parseInt(input.name.slice(start.length), 10));
    }
    return most + 1;
  };

  const blankRow = (list) => {
    if (list.dataset.table !== undefined) {
      const template = list.querySelector("template");
      return { html: template.innerHTML, base: list.dataset.list + "/*" };
    }
    const template = document.getElementById(list.dataset.template);
    return { html: template.innerHTML, base: template.dataset.base };
  };

  /* Many rows are made in one go: a sheet of 2,000 is pasted at once. */
  const addRows = (list, count) => {
    const { html: blank, base } = blankRow(list);
    // A form looks for its default button again at every submit button that is put into it, which
    // takes minutes for thousands; the buttons of these rows have us to press for.
    const html = blank.replaceAll('<button class="move', '<button type="button" class="move');
    const first = nextIndex(list);
    let made = "";
    for (let n = 0; n < count; n += 1) made += html.replaceAll(base, `${list.dataset.list}/${first + n}`);
    const box = rowsBox(list);
    const had = box.children.length;
    box.insertAdjacentHTML("beforeend", made);
    renumber(list);
    const rows = [...box.children].slice(had);
    rows.forEach(dress);
    return rows;
  };

  const focusIn = (row) => {
    const input = row.querySelector("input:not([type=hidden]), select, textarea");
    (input || row).focus();
  };

  const doDeed = (button) => {
    const [action] = button.value.split(":", 1);
    const list = button.closest("[data-list]");
    if (action === "add" && list && rowsBox(list)) {
      focusIn(addRows(list, 1)[0]);
    } else if (action === "cite") {
      cite(button);
    } else if (["up", "down", "remove"].includes(action)) {
      const row = button.closest("[data-row]");
      const beside = action === "up" ? row.previousElementSibling : row.nextElementSibling;
      if (action === "remove") {
        removeRow(row, list);
      } else if (beside && "row" in beside.dataset) {
        if (action === "up") beside.before(row);
        else beside.after(row);
        button.focus();
      }
      renumber(list);
    } else if (action === "add-column" || action === "remove-column") {
      redraw(pairsOf(form), button.value).then(saveNow, () => say("Mất kết nối với máy chủ; hãy thử lại."));
    } else {
      return false;
    }
    save();
    return true;
  };

  const removeRow = (row, list) => {
    if (filled(pairsOf(row)).length) {
      store("before", pairsOf(form));
      say("Đã xóa một dòng. Bấm “Lấy lại dữ liệu trước đó” nếu xóa nhầm.");
    }
    const next = row.nextElementSibling || row.previousElementSibling;
    row.remove();
    if (next && "row" in next.dataset) focusIn(next);
    else list.focus();
  };

  const cite = (button) => {
    const picker = button.closest("[data-picker]");
    const list = document.getElementById(picker.dataset.picker);
    const had = new Set(pairsOf(rowsBox(list)).map(([, text]) => text.trim()));
    const picked = [...picker.querySelectorAll("input[type=checkbox]:checked")];
    const lines = picked.map((box) => box.dataset.line).filter((line) => !had.has(line));
    picked.forEach((box) => { box.checked = false; });
    const empty = rowsOf(list).filter((row) => !filled(pairsOf(row)).length);
    const rows = [...empty, ...addRows(list, Math.max(0, lines.length - empty.length))];
    lines.forEach((line, index) => setValue(rows[index].querySelector("[name]"), line));
    say(lines.length ? `Đã thêm ${lines.length} căn cứ.` : "Không có căn cứ mới nào được chọn.");
  };

  /* --- a block from a sheet -------------------------------------------------------------------- */

  /* Tabs between cells, line ends between rows, quotation marks around a cell that holds either. */
  const readBlock = (text) => {
    const rows = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const letter = text[at];
      const row = rows[rows.length - 1];
      const cell = row[row.length - 1];
      if (quoted) {
        if (letter !== '"') row[row.length - 1] = cell + letter;
        else if (text[at + 1] === '"') { row[row.length - 1] = cell + '"'; at += 1; }
        else quoted = false;
      } else if (letter === '"' && cell === "" && closes(text, at)) {
        quoted = true;
      } else if (letter === "\t") {
        row.push("");
      } else if (letter === "\n" || letter === "\r") {
        if (letter === "\r" && text[at + 1] === "\n") at += 1;
        rows.push([""]);
      } else {
        row[row.length - 1] = cell + letter;
      }
    }
    while (rows.length > 1 && rows[rows.length - 1].every((cell) => cell.trim() === "")) rows.pop();
    return rows;
  };

  /* A quotation mark opens a quoted cell only when another one closes it before a tab or line end. */
  const closes = (text, at) => /^"(?:[^"]|"")*"(?=[\t\r\n]|$)/.test(text.slice(at));

  const setValue = (input, text) => {
    const typed = text.replace(/\u00a0/g, " ").trim();
    if (input.tagName !== "SELECT") {
      input.value = typed;
      grow(input);
      return true;
    }
    const wanted = typed.toLocaleLowerCase("vi");
    const option = [...input.options].find((choice) => choice.value === typed || choice.text.trim().toLocaleLowerCase("vi") === wanted);
    if (option) input.value = option.value;
    return Boolean(option) || typed === "";
  };

  const inputsOf = (row) => [...row.querySelectorAll("[name^='/']")].filter((input) => input.closest("[data-row]") === row);

  const isHeader = (cells, row, from) => {
    const labels = inputsOf(row).slice(from).map((input) => (input.labels[0] ? input.labels[0].textContent.trim().toLocaleLowerCase("vi") : ""));
    const same = cells.filter((cell, index) => labels[index] && cell.trim().toLocaleLowerCase("vi") === labels[index]);
    return same.length >= 2 && same.length >= cells.length / 2;
  };

  const paste = (event) => {
    const input = event.target;
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!input.name || !input.name.startsWith("/") || !/[\t\r\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
    const block = readBlock(text);
    const head = input.closest("th");
    if (head && input.name.endsWith("/header")) {
      event.preventDefault();
      pasteTable(input, block);
      return;
    }
    const row = input.closest("[data-row]");
    const list = row && row.closest("[data-list]");
    if (!list || rowsBox(list) !== row.parentElement || list.classList.contains("cards")) return;
    // One long quotation in a paragraph is a paragraph with line ends, not many lines.
    if (input.tagName === "TEXTAREA" && block.length === 1 && block[0].length === 1) return;
    event.preventDefault();
    store("before", pairsOf(form));
    fill(list, row, inputsOf(row).indexOf(input), block);
    saveNow();
  };

  const fill = (list, row, from, block) => {
    let skipped = 0;
    let header = false;
    if (isHeader(block[0], row, from)) {
      block.shift();
      header = true;
    }
    const rows = rowsOf(list).slice(rowsOf(list).indexOf(row));
    if (rows.length < block.length) rows.push(...addRows(list, block.length - rows.length));
    block.forEach((cells, index) => {
      const inputs = inputsOf(rows[index]).slice(from);
      cells.forEach((cell, place) => {
        if (place < inputs.length ? !setValue(inputs[place], cell) : cell.trim() !== "") skipped += 1;
      });
    });
    say(
      `Đã dán ${block.length} dòng.`
      + (header ? " Dòng tiêu đề của Excel được bỏ qua." : "")
      + (skipped ? ` ${skipped} ô không có chỗ nên chưa được dán; hãy kiểm tra lại thứ tự cột.` : "")
      + " Bấm “Lấy lại dữ liệu trước đó” nếu dán nhầm.",
    );
  };

  /* A whole table is drawn anew: it may have other columns than the one on the page. */
  const pasteTable = (input, block) => {
    const table = input.name.replace(/\/columns\/\d+\/header$/, "");
    const [headers, ...lines] = block;
    const start = inputsOfTable(input).indexOf(input);
    const before = pairsOf(form);
    const kept = start > 0 ? before : before.filter(([name]) => !name.startsWith(`${table}/columns/`) && !name.startsWith(`${table}/rows/`));
    const pairs = [];
    headers.forEach((text, place) => pairs.push([`${table}/columns/${start + place}/header`, text.trim()]));
    lines.forEach((cells, row) => {
      headers.forEach((_, place) => pairs.push([`${table}/rows/${row}/${start + place}`, (cells[place] || "").trim()]));
    });
    store("before", before);
    const later = new Map(pairs);
    const all = kept.filter(([name]) => !later.has(name)).concat(pairs);
    redraw(all).then(() => {
      const place = document.getElementById(table);
      if (place) place.open = true;
      say(`Đã dán bảng ${headers.length} cột, ${lines.length} dòng. Bấm “Lấy lại dữ liệu trước đó” nếu dán nhầm.`);
      saveNow();
    }, () => say("Mất kết nối với máy chủ nên chưa dán được; hãy thử lại."));
  };

  const inputsOfTable = (input) => [...input.closest("tr").querySelectorAll("[name$='/header']")];

  /* --- small comforts --------------------------------------------------------------------------- */

  const grow = (input) => {
    if (input.tagName !== "TEXTAREA" || CSS.supports("field-sizing", "content")) return;
    input.rows = Math.min(12, Math.max(2, input.value.split("\n").length + Math.floor(input.value.length / 90)));
  };

  const dressUnion = (union) => {
    const inside = union.querySelector("[data-union-inside]");
    const show = () => {
      const chosen = union.querySelector("input[type=radio]:checked");
      inside.hidden = !chosen || chosen.value !== "-";
    };
    union.addEventListener("change", show);
    show();
  };

  const dress = (root) => {
    root.querySelectorAll("[data-union]").forEach(dressUnion);
    root.querySelectorAll("textarea").forEach(grow);
    root.querySelectorAll("[data-picker] .search").forEach((box) => {
      box.hidden = false;
      box.querySelector("input").addEventListener("input", (event) => search(event.target));
    });
  };

  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");

  const search = (input) => {
    const words = bare(input.value).split(/\s+/).filter(Boolean);
    for (const entry of input.closest("[data-picker]").querySelectorAll(".form-check")) {
      const text = bare(entry.textContent);
      entry.hidden = !words.every((word) => text.includes(word));
    }
  };

  const showPreview = (event) => {
    // Where the pages do not stand beside the form they are below it, out of sight.
    if (event.target.closest("[formtarget='xem-truoc']")) {
      const pane = document.querySelector(".preview");
      if (pane.getBoundingClientRect().top > innerHeight) pane.scrollIntoView();
    }
  };

  /* A name typed once is offered wherever the same kind of name is asked for. */
  const offerName = (input) => {
    const list = input.list;
    const typed = input.value.trim();
    if (!list || !typed || list.options.length > 200 || [...list.options].some((known) => known.value === typed)) return;
    const option = document.createElement("option");
    option.value = typed;
    list.append(option);
  };

  /* A link of the summary leads into the input itself, also inside a closed part. */
  const follow = (event) => {
    const link = event.target.closest(".summary a[href^='#']");
    const target = link && document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    if (!target) return;
    event.preventDefault();
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    target.scrollIntoView({ block: "center" });
    const input = target.matches("input, select, textarea") ? target : target.querySelector(".has-error, .has-warning") || target;
    input.focus({ preventScroll: true });
  };

  /* A whole text: the clipboard's HTML knows styles, numbers and tables, its plain text does not. */
  const pasteWhole = (event) => {
    const box = event.target.closest("[data-whole-text]");
    if (!box || !event.clipboardData) return;
    event.preventDefault();
    box.value = event.clipboardData.getData("text/plain");
    form.elements.word_html.value = event.clipboardData.getData("text/html");
    if (!box.value.trim() && !form.elements.word_html.value.trim()) return;
    say("Đang đọc văn bản…");
    form.requestSubmit(box.closest("details").querySelector("button"));
  };

  /* What is typed or changed by hand is read as it stands in the box. */
  const typedWhole = (event) => {
    if (event.target.matches("[data-whole-text]")) form.elements.word_html.value = "";
  };

  const wireForm = () => {
    dress(form);
    beginDraft();
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=do]");
      if (button && doDeed(button)) event.preventDefault();
    });
    form.addEventListener("click", showPreview);
    form.addEventListener("paste", paste);
    form.addEventListener("paste", pasteWhole);
    form.addEventListener("input", typedWhole);
    form.addEventListener("change", (event) => offerName(event.target));
    // A long list has more inputs than a server should take one by one.
    form.addEventListener("formdata", (event) => {
      const pairs = pairsOf(form);
      for (const name of new Set([...event.formData.keys()])) if (name.startsWith("/")) event.formData.delete(name);
      event.formData.set("fields", JSON.stringify(pairs));
      saveNow();
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
    history.replaceState(null, "", location.pathname);
    draftBox.hidden = stored("draft") === null;
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
  const summary = document.getElementById("tom-tat");
  if (summary) summary.focus();
})();
