/* Makes each .quoteattr on the page choose speakers by buttons and show a card for the quotation under hand.
   May run any number of times on a page: what it has made ready it leaves alone. Nothing is ever parsed as HTML. */
(() => {
  "use strict";

  const ready = (root) => {
    root.dataset.ready = "";
    const all = (selector) => [...root.querySelectorAll(selector)];
    const make = (name, className, role) => {
      const element = document.createElement(name);
      element.className = className;
      if (role) element.setAttribute("role", role);
      return root.appendChild(element);
    };
    const status = make("div", "qa-hidden", "status");
    const card = make("div", "qa-card", "tooltip");
    card.hidden = true;
    const life = new AbortController();
    const on = (target, kind, act) => target.addEventListener(kind, act, { signal: life.signal });

    // Choosing a speaker: the radio buttons that do without a script give way to buttons.
    const buttons = all("label.qa-pick").map((label) => {
      const input = label.querySelector("input");
      const button = document.createElement("button");
      button.type = "button";
      button.className = label.className;
      button.value = input.value;
      input.remove();
      button.append(...label.childNodes);
      label.replaceWith(button);
      return button;
    });
    const choose = (value) => {
      if (value === "all") delete root.dataset.only;
      else root.dataset.only = value;
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === value));
      for (const part of all("[data-by]")) part.classList.toggle("qa-off", value !== "all" && part.dataset.by !== value);
      const name = buttons.find((button) => button.value === value)?.querySelector(".qa-name")?.textContent;
      status.textContent = value === "all" ? "Showing everyone" : `Showing only what was said by: ${name}`;
    };
    const chosen = () => root.dataset.only ?? "all";
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.value === "all"));
      on(button, "click", () => choose(chosen() === button.value ? "all" : button.value));
    }

    // The card: who said it and how sure that is, copied from the note.
    let leaving = 0;
    const marks = all("[data-n]");
    for (const mark of marks) mark.removeAttribute("title");
    const hide = () => {
      clearTimeout(leaving);
      card.hidden = true;
      for (const mark of marks) mark.classList.remove("qa-lit");
    };
    // Below the words or else above them, so that they can still be read; over their end where neither has room.
    const place = (words) => {
      const box = words.getBoundingClientRect();
      const below = box.bottom + 8;
      const above = box.top - 8 - card.offsetHeight;
      const lowest = innerHeight - card.offsetHeight - 8;
      const widest = document.documentElement.clientWidth - card.offsetWidth - 8;
      card.style.top = `${below <= lowest || above < 8 ? Math.min(below, lowest) : above}px`;
      card.style.left = `${Math.max(8, Math.min(box.left, widest))}px`;
    };
    const show = (mark) => {
      clearTimeout(leaving);
      const note = root.querySelector(`.qa-note[data-note="${mark.dataset.n}"]`);
      const speaker = note?.closest(".qa-speaker");
      if (!speaker) return;
      const who = document.createElement("strong");
      who.textContent = speaker.dataset.label;
      const sure = note.querySelector(".qa-sure").cloneNode(true);
      sure.removeAttribute("id");
      card.replaceChildren(who, sure);
      card.className = `qa-card ${[...speaker.classList].find((name) => /^qa-\d$/.test(name))}`;
      card.hidden = false;
      for (const other of marks) other.classList.toggle("qa-lit", other.dataset.n === mark.dataset.n);
      place(mark.matches("a") ? (mark.nextElementSibling ?? mark) : mark);
    };
    const leave = () => {
      clearTimeout(leaving);
      leaving = setTimeout(hide, 250);
    };
    on(root, "pointerover", (event) => {
      if (card.contains(event.target)) return clearTimeout(leaving);
      const mark = event.target.closest("[data-n]");
      if (mark) show(mark);
      else if (!card.hidden) leave();
    });
    on(root, "pointerleave", leave);
    on(root, "focusin", (event) => (event.target.matches("[data-n]") ? show(event.target) : hide()));
    on(root, "focusout", leave);
    on(window, "scroll", () => {
      const mark = document.activeElement;
      if (!card.hidden) marks.includes(mark) ? show(mark) : hide();
    });

    // Links stay within this article even where another copy of it is on the page.
    on(root, "click", (event) => {
      const link = event.target.closest('a[href^="#"]');
      const target = link && root.querySelector(`[id="${CSS.escape(link.hash.slice(1))}"]`);
      if (!target) return;
      event.preventDefault();
      target.scrollIntoView({ block: "center" });
      (target.matches("a") ? target : target.querySelector("a"))?.focus({ preventScroll: true });
    });
    on(document, "keydown", (event) => {
      if (!root.isConnected) return life.abort();
      const near = root.contains(event.target) || event.target === document.body;
      if (event.key !== "Escape" || !near || (card.hidden && chosen() === "all")) return;
      event.stopPropagation();
      if (card.hidden) choose("all");
      else hide();
    });
  };

  for (const root of document.querySelectorAll(".quoteattr:not([data-ready])")) ready(root);
})();
