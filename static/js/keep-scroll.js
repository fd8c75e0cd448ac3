// A list in [data-keep-scroll] (its value names the list under its conditions) comes back where it was left: sending a
// form inside it notes how far the page was scrolled, and the next time the same list is shown the page goes there.
(() => {
  "use strict";
  const KEY = "keep-scroll", MINUTES = 30;
  document.addEventListener("submit", (event) => {
    const list = event.target.closest?.("[data-keep-scroll]");
    if (!list) return;
    const note = { list: list.dataset.keepScroll, at: Date.now(), top: scrollY };
    try { sessionStorage.setItem(KEY, JSON.stringify(note)); } catch { /* no storage: the page begins at its top */ }
  });
  const list = document.querySelector("[data-keep-scroll]");
  if (!list) return;
  try {
    const note = JSON.parse(sessionStorage.getItem(KEY) || "null");
    if (!note || note.list !== list.dataset.keepScroll) return;
    sessionStorage.removeItem(KEY);
    if (Date.now() - note.at < MINUTES * 60000) scrollTo(0, note.top);
  } catch { /* as above */ }
})();
