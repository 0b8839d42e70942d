// Gives the chats of this page what the page's address says: ?heading=…&examples=…|…#key=…
"use strict";

const address = new URL(location.href);
const given = new URLSearchParams([
  ...address.searchParams,
  ...new URLSearchParams(address.hash.slice(1)),
]);

document.documentElement.dataset.scheme = given.get("scheme") ?? "";
for (const chat of document.querySelectorAll("dateline-chat")) {
  for (const name of ["key", "heading", "examples"]) {
    if (given.has(name)) chat.setAttribute(name, given.get(name));
  }
}
if (given.has("heading")) document.title = given.get("heading");
for (const place of document.querySelectorAll("[data-server]")) {
  place.textContent = new URL("..", address).href.slice(0, -1);
}
