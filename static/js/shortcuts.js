// «/» goes to the search field, «?» opens the list of keys. The choice to switch them off stays on this computer;
// it is no personal data.
(() => {
  "use strict";
  const help = document.getElementById("hop-phim-tat");
  if (!help) return;
  const KEY = "phim-tat";
  const box = help.querySelector("[data-shortcuts-on]");
  const read = () => { try { return localStorage.getItem(KEY) !== "tat"; } catch { return true; } };
  const isWriting = (target) => target.closest("input, textarea, select, [contenteditable], dialog[open]");

  box.checked = read();
  box.addEventListener("change", () => { try { localStorage.setItem(KEY, box.checked ? "bat" : "tat"); } catch { /* private window */ } });
  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (event.key === "?") { event.preventDefault(); help.showModal(); }
    if (event.key === "/") {
      const field = document.querySelector("[data-search]");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
    }
  });
})();
