// data-counter="300" on a text field: «12/300 chữ» below it. data-counter-unit="ký tự" counts characters instead.
(() => {
  "use strict";
  const outputs = new WeakMap();

  const output = (field) => {
    if (!outputs.has(field)) {
      const item = document.createElement("output");
      item.className = "counter";
      field.after(item);
      outputs.set(field, item);
    }
    return outputs.get(field);
  };
  const say = (field) => {
    const unit = field.dataset.counterUnit || "chữ";
    const text = field.value.normalize("NFC").trim();
    const length = unit === "chữ" ? (text ? text.split(/\s+/u).length : 0) : [...text].length;
    const most = Number(field.dataset.counter);
    const item = output(field);
    item.textContent = `${length}/${most} ${unit}`;
    item.classList.toggle("is-over", length > most);
  };

  const start = (root) => root.querySelectorAll("[data-counter]").forEach(say);
  document.addEventListener("input", (event) => { if (event.target.matches?.("[data-counter]")) say(event.target); });
  document.addEventListener("formset:added", (event) => start(event.target));
  document.addEventListener("htmx:load", (event) => start(event.target));
  start(document);
})();
