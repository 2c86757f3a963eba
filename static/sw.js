// Keeps the page for offline use. It never decides which version is shown: the document comes from the network
// whenever there is one, and names its other files by the hash of their content.
"use strict";

// Path in the folder of the page -> hash of the content; filled in by precache.mjs.
const FILES = {};
// The same of what is large and not wanted by every visitor: kept once it has been used.
const LATER = {};

// Pages of other folders may share this origin and its caches.
const OURS = `loopline ${registration.scope} `;
const CACHE = OURS + Object.entries({ ...FILES, ...LATER }).flat().reduce((hash, text) => {
  for (const unit of text) hash = (Math.imul(hash, 31) + unit.charCodeAt(0)) | 0;
  return hash;
}, 7);
// Opened once, when this worker starts: one that is being replaced may still answer after its cache was deleted, and
// opening it by name would bring it back, to stay.
const opened = caches.open(CACHE);
const HASHED = /-[0-9a-f]{8,}(_bg)?\.[a-z]+$/;
const DOCUMENT = new URL("index.html", registration.scope).href;

// Whether an earlier version of a file was used: the names differ in the hash.
const usedBefore = async (path) => {
  const plain = (address) => address.replace(HASHED, "");
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS)) continue;
    const known = await (await caches.open(name)).keys();
    if (known.some(({ url }) => plain(url) === plain(new URL(path, registration.scope).href))) return true;
  }
  return false;
};

addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await opened;
      const wanted = Object.keys(FILES);
      for (const path of Object.keys(LATER)) if (await usedBefore(path)) wanted.push(path);
      await Promise.all(
        wanted.map(async (path) => {
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
  const cache = await opened;
  // The Python engine asks so for a file that came damaged.
  const anew = request.headers.get("cache-control") === "no-cache";
  const known = !anew && (await cache.match(request));
  if (known) return known;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
};

const fromNetworkFirst = async (request, key) => {
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await opened;
    const known = await cache.match(key, { ignoreSearch: true });
    if (known) return known;
    throw error;
  }
};

// The page tells what of LATER it has loaded: on the first visit that passes this worker by.
addEventListener("message", (event) => {
  const later = Object.keys(LATER).map((path) => new URL(path, registration.scope).href);
  const keep = async (address) => {
    const cache = await opened;
    if (later.includes(address) && !(await cache.match(address))) await cache.add(new Request(address, { cache: "force-cache" }));
  };
  event.waitUntil(Promise.all([event.data].flat().map(keep)));
});

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
