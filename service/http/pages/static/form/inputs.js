/* Small comforts of inputs: they grow, show what was chosen, search and offer what was typed before. */

export const grow = (input) => {
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

export const dress = (root) => {
  root.querySelectorAll("[data-union]").forEach(dressUnion);
  root.querySelectorAll("textarea").forEach(grow);
  // The keys of a grid do what these buttons do: Tab goes from cell to cell.
  root.querySelectorAll("[data-list]:is(.grid, [data-table]) tr .move").forEach((button) => { button.tabIndex = -1; });
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

/* A help line that would go beyond the page goes to the left instead. */
export const placeHint = (event) => {
  const field = event.target.closest(".field");
  const hint = field && field.querySelector(":scope > .hint");
  if (!hint) return;
  hint.classList.remove("is-from-right");
  hint.classList.toggle("is-from-right", hint.getBoundingClientRect().right > document.documentElement.clientWidth);
};

/* A name typed once is offered wherever the same kind of name is asked for. */
export const offerName = (input) => {
  const list = input.list;
  const typed = input.value.trim();
  if (!list || !typed || list.options.length > 200 || [...list.options].some((known) => known.value === typed)) return;
  const option = document.createElement("option");
  option.value = typed;
  list.append(option);
};

export const setValue = (input, text) => {
  const typed = text.replace(/\u00a0/g, " ").trim();
  if (input.tagName !== "SELECT") {
    input.value = typed;
    grow(input);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }
  const wanted = typed.toLocaleLowerCase("vi");
  const option = [...input.options].find((choice) => choice.value === typed || choice.text.trim().toLocaleLowerCase("vi") === wanted);
  if (option) input.value = option.value;
  return Boolean(option) || typed === "";
};
