// Shows what has changed in the files, without moving the page: asks for it again and changes what is other. Without this
// script a page shows it when it is loaded again.
"use strict";

(() => {
  const main = document.querySelector("main");
  const told = document.getElementById("besked");
  // What somebody is writing in is theirs.
  if (!main || main.querySelector("[data-own]")) return;

  const blocks = "td, th, li, p, dd, dt, h1, h2, h3, h4, h5, h6, caption, figure, svg";
  let asked = 0;

  function mark(node) {
    const one = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const block = one && (one.closest(blocks) || one);
    if (block && block !== main) block.classList.add("w-changed");
  }

  async function show() {
    asked += 1;
    const own = asked;
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    const text = await response.text();
    if (own !== asked) return;
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("main");
    if (!fresh) return;
    const was = new Set(document.querySelectorAll(".w-changed"));
    was.forEach((one) => one.classList.remove("w-changed"));
    const changed = [];
    // What is in it, and not it: the page has one of that name already.
    Idiomorph.morph(main, [...fresh.childNodes], {
      morphStyle: "innerHTML",
      callbacks: {
        beforeNodeMorphed(before, after) {
          if (before.nodeType === Node.TEXT_NODE && before.nodeValue !== after.nodeValue) changed.push(before);
          return true;
        },
        afterNodeAdded(node) {
          if (node.nodeType === Node.ELEMENT_NODE || (node.nodeType === Node.TEXT_NODE && node.nodeValue.trim())) changed.push(node);
        },
      },
    });
    changed.forEach(mark);
    document.title = new DOMParser().parseFromString(text, "text/html").title;
    if (changed.length > 0) told.textContent = document.body.dataset.updated;
    document.dispatchEvent(new CustomEvent("workbench:shown", { detail: changed.length }));
  }

  const events = new EventSource("/events");
  events.addEventListener("change", show);
  let wasOpen = false;
  events.addEventListener("open", () => {
    // What changed while nobody listened is shown as well.
    if (wasOpen) show();
    wasOpen = true;
  });
})();
