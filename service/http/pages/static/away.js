/* The page that stands in for one that could not be fetched: it opens that one as soon as the server answers. */

import { AGAIN_MS, reach } from "./connection.js";

const said = document.querySelector("[data-said]");

const open = async () => {
  if (await reach() === "away") return false;
  location.replace(location.href);
  return true;
};

document.querySelector("[data-again]").addEventListener("click", async () => {
  said.textContent = "Đang thử lại…";
  if (!await open()) said.textContent = "Vẫn mất kết nối với máy chủ.";
});
setInterval(open, AGAIN_MS);
