// Inside [data-select-scope]: [data-select-all] ticks every [data-select-row]; [data-select-count] says how many;
// buttons with [data-select-needs] rest while nothing is ticked. [data-select-everything] (hidden in HTML) offers
// all results beyond this page once every row is ticked; its checkbox is sent with the form.
(() => {
  "use strict";
  const rows = (scope) => [...scope.querySelectorAll("[data-select-row]")];

  const refresh = (scope) => {
    const boxes = rows(scope);
    const ticked = boxes.filter((box) => box.checked).length;
    const head = scope.querySelector("[data-select-all]");
    if (head) {
      head.checked = boxes.length > 0 && ticked === boxes.length;
      head.indeterminate = ticked > 0 && ticked < boxes.length;
    }
    boxes.forEach((box) => box.closest("tr")?.classList.toggle("is-selected", box.checked));
    scope.querySelectorAll("[data-select-count]").forEach((item) => { item.textContent = ticked ? `Đã chọn ${ticked}` : "Chưa chọn dòng nào"; });
    scope.querySelectorAll("[data-select-needs]").forEach((item) => { item.disabled = ticked === 0; });
    scope.querySelectorAll("[data-select-everything]").forEach((item) => {
      item.hidden = !(boxes.length && ticked === boxes.length);
      if (item.hidden) item.querySelectorAll("input[type=checkbox]").forEach((box) => { box.checked = false; });
    });
  };

  document.addEventListener("change", (event) => {
    const scope = event.target.closest?.("[data-select-scope]");
    if (!scope) return;
    if (event.target.matches("[data-select-all]")) rows(scope).forEach((box) => { box.checked = event.target.checked; });
    refresh(scope);
  });
  const start = (root) => root.querySelectorAll("[data-select-scope]").forEach(refresh);
  start(document);
  addEventListener("pageshow", () => start(document));
  document.addEventListener("htmx:load", (event) => {
    const scope = event.target.closest?.("[data-select-scope]");
    if (scope) refresh(scope);
    start(event.target);
  });
})();
