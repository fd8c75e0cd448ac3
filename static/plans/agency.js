// [data-agency="address"]: suggestions under a box in which the name of an agency is typed, accents or not.
// The answer is a list of buttons: [data-agency-pick=id] takes an agency, [data-agency-add] offers a new one.
(() => {
  "use strict";
  const REST = 250;
  const timers = new WeakMap();
  const box = (event) => event.target.closest?.("[data-agency]");
  const close = (root) => { root.querySelector("[data-agency-found]").replaceChildren(); };
  const take = (root, { name, id, isNew }) => {
    root.querySelector("input[type=text]").value = name;
    root.querySelector("[data-agency-id]").value = id;
    root.querySelector("[data-agency-new]").value = isNew ? "1" : "";
    root.querySelector("[data-agency-note]").textContent = isNew ? "Cơ quan mới, chưa xác nhận" : "";
    root.querySelector("[data-agency-choice]")?.remove();
    close(root);
    root.querySelector("input[type=text]").dispatchEvent(new Event("change", { bubbles: true }));
  };

  document.addEventListener("input", (event) => {
    const root = box(event);
    if (!root || event.target.type !== "text" || event.isComposing) return;
    root.querySelector("[data-agency-id]").value = "";
    root.querySelector("[data-agency-new]").value = "";
    root.querySelector("[data-agency-note]").textContent = "";
    clearTimeout(timers.get(root));
    const typed = event.target.value.trim();
    if (typed.length < 2) { close(root); return; }
    timers.set(root, setTimeout(() => htmx.ajax("GET", `${root.dataset.agency}?q=${encodeURIComponent(typed)}`, {
      source: root, target: root.querySelector("[data-agency-found]"), swap: "innerHTML",
    }), REST));
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest("[data-agency-pick], [data-agency-add]");
    const root = box(event);
    if (option && root) {
      take(root, { name: option.dataset.agencyName, id: option.dataset.agencyPick || "", isNew: "agencyAdd" in option.dataset });
      root.querySelector("input[type=text]").focus();
    }
    for (const other of document.querySelectorAll("[data-agency]")) if (other !== root) close(other);
  });
  document.addEventListener("keydown", (event) => {
    const root = box(event);
    if (!root) return;
    const options = [...root.querySelectorAll(".agency-option")];
    if (event.key === "Escape" && options.length) { event.preventDefault(); close(root); root.querySelector("input[type=text]").focus(); }
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || !options.length) return;
    event.preventDefault();
    const step = options.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    (options[step] || root.querySelector("input[type=text]")).focus();
  });
})();
