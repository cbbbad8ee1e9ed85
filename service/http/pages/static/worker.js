/* A service worker: a page that is reloaded, gone back to or asked for while the server is away is ours, not the
   browser's page of errors. It keeps that one page and what it is drawn with, and nothing that anybody typed.

   Browsers give pages a worker over https and on this machine's own address only. */

const CACHE = "vanban-away";
const PAGE = "/static/away.html";
const FILES = [PAGE, "/static/away.js", "/static/connection.js", "/static/tokens.css", "/static/pages.css", "/static/mark.svg"];
/* A proxy that asks for a password by itself asks when the browser, not a worker, comes for a page: there only a
   computer without a network gets our page. */
const ONLY_WITHOUT_NETWORK = new URL(self.location.href).searchParams.has("proxy");

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || (ONLY_WITHOUT_NETWORK && navigator.onLine)) return;
  if (request.mode === "navigate" && request.destination === "document") {
    event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  } else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
