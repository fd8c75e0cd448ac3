// A second click on «Gửi» sends nothing: buttons of a sent form rest until the page is shown again.
// data-submit-many on a form leaves it out (a download, for instance). data-busy-label: words while it is sent.
(() => {
  "use strict";
  const REST = 10000;
  const buttons = (form) => [...form.elements].filter((item) => item.type === "submit");

  const rest = (form) => {
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    for (const button of buttons(form)) {
      if (button.disabled) continue;
      button.disabled = true;
      button.dataset.resting = "1";
      if (button.dataset.busyLabel) {
        button.dataset.label = button.textContent;
        button.textContent = button.dataset.busyLabel;
      }
    }
  };
  const wake = (form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    for (const button of buttons(form)) {
      if (!button.dataset.resting) continue;
      button.disabled = false;
      delete button.dataset.resting;
      if (button.dataset.label) button.textContent = button.dataset.label;
      delete button.dataset.label;
    }
  };
  const wanted = (form) => form.method === "post" && !("submitMany" in form.dataset);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!wanted(form)) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (event.defaultPrevented) return;
    form.dataset.sent = "1";
    setTimeout(() => rest(form), 0);
    setTimeout(() => wake(form), REST);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !wanted(form)) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    rest(form);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target instanceof HTMLFormElement) wake(event.target);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(wake));
})();
