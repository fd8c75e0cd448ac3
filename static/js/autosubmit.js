// form[data-autosubmit]: a changed choice filters at once; with htmx also while typing, after a short rest.
(() => {
  "use strict";
  const REST = 400;
  const timers = new WeakMap();
  const form = (event) => event.target.closest?.("form[data-autosubmit]");
  const isText = (field) => field.matches("input[type=text], input[type=search], input:not([type])");

  document.addEventListener("change", (event) => {
    const found = form(event);
    if (found && !isText(event.target)) found.requestSubmit();
  });
  document.addEventListener("input", (event) => {
    const found = form(event);
    if (!found || !found.hasAttribute("hx-get") || !isText(event.target) || event.isComposing) return;
    clearTimeout(timers.get(found));
    timers.set(found, setTimeout(() => found.requestSubmit(), REST));
  });
  // Empty conditions stay out of the address.
  document.addEventListener("formdata", (event) => {
    if (!event.target.matches("form[data-autosubmit]")) return;
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
})();
