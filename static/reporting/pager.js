// [data-pager]: the arrow keys turn its pages, through the links [data-pager-prev] and [data-pager-next], while the
// keyboard is in it; after a turn it stays there.
(() => {
  "use strict";
  const KEYS = { ArrowLeft: "prev", PageUp: "prev", ArrowRight: "next", PageDown: "next" };
  let turned = false;

  document.addEventListener("keydown", (event) => {
    const pager = event.target.closest?.("[data-pager]");
    const link = pager && KEYS[event.key] && pager.querySelector(`[data-pager-${KEYS[event.key]}]`);
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    turned = true;
    // not through a click: right after a turn htmx does not know the new link yet, and the browser would leave the page
    htmx.ajax("GET", link.href, { target: pager, swap: "outerHTML" });
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const pager = event.target.closest?.("[data-pager]") ?? document.querySelector("[data-pager]");
    if (turned && pager) { turned = false; pager.focus({ preventScroll: true }); }
  });
})();
