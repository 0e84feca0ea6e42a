/* Says that the article is being read, sends it once, and by Ctrl+Enter too. The form works without. */
(() => {
  "use strict";
  const form = document.querySelector(".qs-ask form");
  const status = form.querySelector("[role=status]");
  const busy = (on) => {
    form.toggleAttribute("aria-busy", on);
    status.textContent = on ? "Reading the article…" : "";
  };
  form.addEventListener("submit", (event) => {
    if (form.hasAttribute("aria-busy")) event.preventDefault();
    else busy(true);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  // A page that comes back from the browser's history is not busy any more.
  addEventListener("pageshow", () => busy(false));
})();
