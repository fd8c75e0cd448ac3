// The reader's page: Enter takes a row and goes on, the text and the rows point at each other, dropped files are taken.
(() => {
  "use strict";
  const drop = document.querySelector("[data-reading-drop]");
  if (drop) {
    const over = (on) => (event) => { event.preventDefault(); drop.classList.toggle("is-over", on); };
    addEventListener("dragover", over(true));
    addEventListener("dragleave", over(false));
    addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("is-over");
      if (event.dataTransfer?.files.length) drop.querySelector("input[type=file]").files = event.dataTransfer.files;
    });
  }
  const form = document.querySelector("[data-reading-form]");
  if (!form) return;
  const words = document.querySelector("[data-reading-words]");
  const waiting = document.querySelector("[data-reading-waiting]");
  const take = document.querySelector("[data-reading-take]");
  const rows = [...form.querySelectorAll("[data-reading-row]")];
  let lastInput = null;

  const decide = (row) => {
    const picked = row.querySelector("input[type=radio]:checked");
    row.classList.toggle("is-open", Boolean(row.querySelector("input[type=radio]")) && !picked);
    row.classList.toggle("is-out", picked?.value === "bo");
    waiting.textContent = String(rows.filter((one) => one.classList.contains("is-open")).length);
  };
  const show = (row) => {
    document.querySelectorAll(".is-current").forEach((one) => one.classList.remove("is-current"));
    row.classList.add("is-current");
    const marks = [...words.querySelectorAll(`[data-row="${row.id}"]`)];
    marks.forEach((mark) => mark.classList.add("is-current"));
    if (marks.length) words.scrollTop = marks[0].offsetTop - words.offsetTop - words.clientHeight / 3;
  };
  const goOn = (row) => {
    const next = rows[rows.indexOf(row) + 1];
    const target = next?.querySelector(".reading-inputs input, .reading-inputs textarea, .reading-inputs select")
      || form.querySelector("button[name=tao]");
    target.focus();
    target.scrollIntoView({ block: "center" });
  };

  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-reading-row]");
    if (!row) return;
    if (event.target.matches("input:not([type=radio]), textarea")) lastInput = event.target;
    show(row);
  });
  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-reading-row]");
    if (!row) return;
    const yes = row.querySelector("input[type=radio][value=co]");
    if (event.target.type !== "radio" && yes && !row.querySelector("input[type=radio]:checked")) yes.checked = true;
    decide(row);
  });
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-reading-row]");
    if (!row || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    const yes = row.querySelector("input[type=radio][value=co]");
    if (yes && event.target.value !== "bo") yes.checked = true;
    decide(row);
    goOn(row);
  });
  words.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-row]");
    if (!mark || !getSelection().isCollapsed) { if (mark) event.preventDefault(); return; }
    event.preventDefault();
    const row = document.getElementById(mark.dataset.row);
    row.querySelector("input:not([type=radio]), textarea, select")?.focus();
    row.scrollIntoView({ block: "center" });
  });
  document.addEventListener("click", (event) => {
    const quote = event.target.closest(".reading-quote");
    if (!quote) return;
    event.preventDefault();
    show(quote.closest("[data-reading-row]"));
  });
  const add = document.querySelector("[data-reading-add]");
  const panel = document.querySelector("[data-reading-add-panel]");
  const chosen = () => (words.contains(getSelection().anchorNode) ? getSelection().toString().replace(/\s+/g, " ").trim() : "");
  document.addEventListener("selectionchange", () => {
    const words = chosen();
    take.hidden = !(lastInput && words);
    add.hidden = !words;
  });
  add.addEventListener("mousedown", (event) => event.preventDefault());
  add.addEventListener("click", () => {
    panel.open = true;
    panel.querySelector("textarea").value = chosen();
    panel.scrollIntoView({ block: "center" });
    panel.querySelector("select").focus();
  });
  take.addEventListener("mousedown", (event) => event.preventDefault());
  take.addEventListener("click", () => {
    lastInput.value = chosen();
    lastInput.dispatchEvent(new Event("change", { bubbles: true }));
    lastInput.focus();
  });
})();
