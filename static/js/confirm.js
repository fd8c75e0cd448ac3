// data-confirm="question" on a form (or its button): asks in a dialog, then sends with confirmed=1.
// Without this script the server asks on a page of its own (core/confirm.html).
(() => {
  "use strict";
  const box = document.getElementById("hop-xac-nhan");
  if (!box || !box.showModal) return;
  const part = (name) => box.querySelector(`[data-confirm-${name}]`);
  let pending = null;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const asker = event.submitter?.dataset.confirm ? event.submitter : form;
    if (!asker.dataset.confirm || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pending = { form, submitter: event.submitter };
    part("question").textContent = asker.dataset.confirm;
    part("detail").textContent = asker.dataset.confirmDetail || "";
    part("detail").hidden = !asker.dataset.confirmDetail;
    part("yes").textContent = asker.dataset.confirmLabel || event.submitter?.textContent.trim() || "Đồng ý";
    box.showModal();
  }, true);

  part("no").addEventListener("click", () => box.close());
  part("yes").addEventListener("click", () => {
    if (!pending) return;
    const { form, submitter } = pending;
    pending = null;
    setTimeout(() => { if (!pending) box.close(); }, 600); // a double click must not fall through to what lies below
    const field = form.querySelector("input[name=confirmed]") || document.createElement("input");
    Object.assign(field, { type: "hidden", name: "confirmed", value: "1" });
    form.append(field);
    form.dataset.confirmed = "1";
    form.requestSubmit(submitter);
    setTimeout(() => { delete form.dataset.confirmed; field.remove(); }, 0);
  });
})();
