// What htmx could not finish is said calmly; what was typed stays where it is.
(() => {
  "use strict";
  const banner = document.querySelector("[data-net-banner]");
  const text = banner.querySelector("[data-net-text]");
  const link = banner.querySelector("[data-net-link]");
  const signIn = document.body.dataset.signIn || "/";
  const WORDS = {
    network: "Mất kết nối với máy chủ. Những gì anh/chị đã gõ vẫn còn trên trang; khi có mạng trở lại, hãy bấm lại.",
    session: "Phiên làm việc đã hết. Những gì anh/chị đã gõ vẫn còn trên trang. Anh/chị đăng nhập ở thẻ mới rồi quay lại đây bấm lại.",
    server: "Máy chủ chưa thực hiện được. Những gì anh/chị đã gõ vẫn còn trên trang; hãy thử lại sau ít phút.",
    refused: "Yêu cầu không được chấp nhận. Những gì anh/chị đã gõ vẫn còn trên trang.",
    busy: "Máy chủ đang nhận nhiều yêu cầu từ tài khoản này. Anh/chị thử lại sau ít phút.",
  };

  const say = (kind) => {
    text.textContent = WORDS[kind];
    link.hidden = kind !== "session";
    link.href = signIn;
    banner.hidden = false;
  };
  const sessionOver = () => {
    const isWriting = document.querySelector("form[data-guard-unsaved]");
    if (isWriting) say("session");
    else location.assign(`${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
  };
  const isSignIn = (address) => address && document.body.dataset.signIn && new URL(address).pathname === document.body.dataset.signIn;

  document.addEventListener("htmx:beforeSwap", (event) => {
    // An expired session answers with the sign-in page: it must not land inside a cell of this one.
    if (isSignIn(event.detail.xhr.responseURL) && !isSignIn(location.href)) { event.detail.shouldSwap = false; sessionOver(); }
  });
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 401 || status === 419) sessionOver();
    else if (status === 429) say("busy");
    else say(status >= 500 ? "server" : "refused");
  });
  document.addEventListener("htmx:sendError", () => say("network"));
  document.addEventListener("htmx:timeout", () => say("network"));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && !isSignIn(event.detail.xhr.responseURL)) banner.hidden = true;
  });
  banner.querySelector("[data-net-close]").addEventListener("click", () => { banner.hidden = true; });
})();
