/* A file may be dropped where one is chosen, and one that is too large is not even sent. */

const tooLarge = (input) => {
  const file = input.files[0];
  const limit = Number(input.dataset.largest);
  return file && file.size > limit ? `Tệp lớn hơn ${Math.floor(limit / 1_000_000)} MB; ${input.dataset.advice}.` : "";
};

/* ``data-drop`` is the area around an input; with ``data-send`` a dropped file goes off at once. */
export const wireFile = (input) => {
  const area = input.closest("[data-drop]");
  const mark = (on) => area.classList.toggle("is-drop-target", on);
  input.addEventListener("change", () => input.setCustomValidity(tooLarge(input)));
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  area.addEventListener("dragleave", () => mark(false));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change"));
    if ("send" in area.dataset && input.files.length) input.form.requestSubmit();
  });
};
