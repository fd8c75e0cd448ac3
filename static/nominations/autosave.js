// form[data-autosave]: saves itself some seconds after the last key and says so; what could not be saved stays on the
// page and is tried again. Nothing is stored in the browser.
(() => {
  "use strict";
  const REST = 4000, AGAIN = 10000;
  const form = document.querySelector("form[data-autosave]");
  const told = form?.querySelector("[data-autosave-state]");
  if (!form || !told || !window.fetch) return;
  let timer = 0, running = false, changed = false, stopped = false;

  const say = (words, kind) => { told.textContent = words; told.dataset.state = kind; };
  const later = (rest) => { clearTimeout(timer); timer = setTimeout(save, rest); };

  const quiet = () => form.dispatchEvent(new CustomEvent("htmx:afterRequest", {
    bubbles: true, detail: { successful: true, xhr: { responseURL: "" }, requestConfig: { verb: "post" } },
  }));

  const stored = (row) => {
    form.elements.version.value = row.version;
    form.action = row.action;
    say(`✓ Đã tự lưu lúc ${row.at}`, "saved");
    if (!changed) quiet();
  };

  async function save() {
    if (running || stopped || !changed) return;
    running = true;
    changed = false;
    say("Đang lưu…", "saving");
    const data = new FormData(form);
    data.append("autosave", "1");
    try {
      const answer = await fetch(form.action || location.href, { method: "POST", body: data, redirect: "error" });
      const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      if (!isJson) throw new Error("not an answer");
      const row = await answer.json();
      if (row.saved) stored(row);
      else if (answer.status === 409) { stopped = true; say(`▲ Chưa lưu: ${row.reason} Bấm «Lưu» để so sánh hai bản.`, "refused"); }
      else { say(`▲ Chưa tự lưu được. ${row.reason}`, "refused"); }
    } catch {
      changed = true;
      say("▲ Chưa lưu được (mất mạng hoặc hết phiên làm việc). Chữ đã gõ vẫn còn ở đây, sẽ tự thử lại.", "waiting");
    }
    running = false;
    if (changed) later(told.dataset.state === "waiting" ? AGAIN : REST);
  }

  // Leaving a field tells nothing that its keys did not: another word here would move «Lưu» away under the pointer.
  const isLeaving = (event) => event.type === "change" && event.target.matches("textarea, input:not([type=checkbox], [type=radio])");
  const onChange = (event) => {
    if (event.target.form !== form || isLeaving(event)) return;
    changed = true;
    if (!running) say("Có thay đổi chưa lưu", "changed");
    later(REST);
  };
  document.addEventListener("input", onChange);
  document.addEventListener("change", onChange);
  addEventListener("online", () => later(0));
  form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); });
})();
