// form[data-upload]: each chosen file is sent by itself with a progress bar; without this script the form posts them all.
(() => {
  "use strict";
  const line = (list, name) => {
    const item = document.createElement("li");
    const words = document.createElement("div");
    const bar = document.createElement("progress");
    words.className = "work-main";
    words.textContent = name;
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", `Đang gửi ${name}`);
    item.append(words, bar);
    list.append(item);
    return { words, bar };
  };

  const send = (form, file, { words, bar }) => new Promise((done) => {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.append("kind", form.elements.kind.value);
    data.append("file", file);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = Math.round(event.loaded / event.total * 100);
    });
    const end = (ok, text) => {
      bar.remove();
      words.textContent = `${ok ? "✓" : "✕"} ${file.name}${text ? `: ${text}` : ""}`;
      done(ok);
    };
    request.addEventListener("load", () => {
      try {
        const row = JSON.parse(request.responseText).files[0];
        end(row.ok, row.reason);
      } catch {
        end(false, "máy chủ chưa nhận được, anh/chị thử lại sau ít phút.");
      }
    });
    request.addEventListener("error", () => end(false, "mất kết nối, anh/chị gửi lại khi có mạng."));
    request.send(data);
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!("upload" in form.dataset)) return;
    const input = form.elements.file;
    if (!input.files.length) return;
    event.preventDefault();
    const list = form.querySelector("[data-upload-list]");
    const files = [...input.files];
    input.value = "";
    let whole = true;
    for (const file of files) whole = await send(form, file, line(list, file.name)) && whole;
    if (whole) location.reload();
    else form.querySelector("[data-upload-again]").hidden = false;
  });
})();
