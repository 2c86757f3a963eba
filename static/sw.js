// Keeps the page for offline use. It never decides which version is shown: the document comes from the network
// whenever there is one, and names its other files by the hash of their content.
"use strict";

// Path in the folder of the page -> hash of the content; filled in by precache.mjs.
const FILES = {};

// Pages of other folders may share this origin and its caches.
const OURS = `loopline ${registration.scope} `;
const CACHE = OURS + Object.entries(FILES).flat().reduce((hash, text) => {
  for (const unit of text) hash = (Math.imul(hash, 31) + unit.charCodeAt(0)) | 0;
  return hash;
}, 7);
const HASHED = /-[0-9a-f]{8,}(_bg)?\.[a-z]+$/;
// Not kept from the beginning, but once they have been used.
const LATER = new RegExp(`^${new URL(registration.scope).pathname.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(editor|python)/`);
const DOCUMENT = new URL("index.html", registration.scope).href;

addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      await Promise.all(
        Object.keys(FILES).map(async (path) => {
          const address = new URL(path, registration.scope).href;
          const known = HASHED.test(path) && (await caches.match(address));
          const response = known || (await fetch(address, { cache: HASHED.test(path) ? "default" : "no-cache" }));
          if (!response.ok) throw new Error(`${response.status} ${address}`);
          await cache.put(address, response);
        }),
      );
      await skipWaiting();
    })(),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
      await clients.claim();
    })(),
  );
});

const fromCacheFirst = async (request) => {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
};

const fromNetworkFirst = async (request, key) => {
  try {
    const response = await fetch(request);
    if (response.ok && LATER.test(new URL(request.url).pathname)) {
      await (await caches.open(CACHE)).put(key, response.clone());
    }
    return response;
  } catch (error) {
    const cache = await caches.open(CACHE);
    const known = await cache.match(key, { ignoreSearch: true });
    if (known) return known;
    throw error;
  }
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || !address.href.startsWith(registration.scope)) return;
  if (request.mode === "navigate") {
    const isDocument = address.pathname === new URL(registration.scope).pathname || address.href.startsWith(DOCUMENT);
    event.respondWith(fromNetworkFirst(request, isDocument ? DOCUMENT : request));
  } else if (HASHED.test(address.pathname)) {
    event.respondWith(fromCacheFirst(request));
  } else {
    event.respondWith(fromNetworkFirst(request, request));
  }
});
