// form[data-guard-unsaved]: the browser asks before leaving a form with unsaved words. Nothing is stored in the browser.
(() => {
  "use strict";
  const dirty = new Set();
  const guarded = (target) => target.closest?.("form[data-guard-unsaved]");

  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => { const form = guarded(event.target); if (form) dirty.add(form); });
  }
  document.addEventListener("submit", (event) => { if (!event.defaultPrevented) dirty.delete(event.target); });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { successful, xhr } = event.detail;
    const isSignIn = xhr.responseURL && new URL(xhr.responseURL).pathname === document.body.dataset.signIn;
    const isSaving = event.target instanceof HTMLFormElement && event.detail.requestConfig?.verb !== "get";
    if (successful && isSaving && !isSignIn) dirty.delete(event.target);
  });
  addEventListener("beforeunload", (event) => {
    if ([...dirty].some((form) => form.isConnected)) { event.preventDefault(); event.returnValue = ""; }
  });
})();
