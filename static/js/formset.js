// data-formset="prefix": add and remove rows of a Django formset.
// Inside: [data-formset-rows], <template data-formset-empty> with __prefix__, [data-formset-add] (hidden in HTML,
// shown here), and in every row (.formset-row) [data-formset-remove] with the DELETE box of the formset.
(() => {
  "use strict";
  const total = (box) => box.querySelector(`input[name="${box.dataset.formset}-TOTAL_FORMS"]`);
  const show = (root) => root.querySelectorAll("[data-formset-add], [data-formset-remove]").forEach((item) => { item.hidden = false; });

  const add = (box) => {
    const count = total(box);
    const holder = document.createElement("template");
    holder.innerHTML = box.querySelector("template[data-formset-empty]").innerHTML.replaceAll("__prefix__", count.value);
    const row = holder.content.firstElementChild;
    box.querySelector("[data-formset-rows]").append(row);
    count.value = Number(count.value) + 1;
    show(row);
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
  };
  const remove = (row) => {
    const box = row.closest("[data-formset]");
    const mark = row.querySelector("input[name$='-DELETE']");
    if (mark) mark.checked = true;
    row.hidden = true;
    row.querySelectorAll("[required]").forEach((field) => field.removeAttribute("required"));
    row.dispatchEvent(new Event("change", { bubbles: true }));
    box.querySelector("[data-formset-add]")?.focus();
  };

  document.addEventListener("click", (event) => {
    const adder = event.target.closest("[data-formset-add]");
    const remover = event.target.closest("[data-formset-remove]");
    if (!adder && !remover) return;
    event.preventDefault();
    if (adder) add(adder.closest("[data-formset]"));
    else remove(remover.closest(".formset-row"));
  });
  show(document);
  document.addEventListener("htmx:load", (event) => show(event.target));
})();
