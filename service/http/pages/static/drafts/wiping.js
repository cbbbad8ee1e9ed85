/* "Xóa hết trên máy này": for a computer that several people use. Asked once more, because it cannot be undone. */

import { wipe } from "../storage.js";

export const wireWipe = () => {
  const section = document.getElementById("xoa-het");
  const question = section.querySelector("[data-wipe-question]");
  const button = section.querySelector("[data-wipe]");
  const ask = (open) => {
    question.hidden = !open;
    (open ? question.querySelector("[data-wipe-no]") : button).focus();
  };
  section.hidden = false;
  button.addEventListener("click", () => ask(true));
  question.querySelector("[data-wipe-no]").addEventListener("click", () => ask(false));
  question.querySelector("[data-wipe-yes]").addEventListener("click", () => {
    wipe();
    // The page as it is without anything kept; the address must differ only in what comes behind #.
    history.replaceState(null, "", "#da-xoa-het");
    location.reload();
  });
  if (location.hash === "#da-xoa-het") {
    section.querySelector("[data-wiped]").textContent = "Đã xóa hết trên máy này.";
    history.replaceState(null, "", location.pathname);
    button.focus();
  }
};
