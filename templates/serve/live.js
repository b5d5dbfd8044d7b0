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

  function morph(fresh, changed) {
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
  }

  // What comes of a reader's own click is not marked as a change.
  async function show(marks) {
    asked += 1;
    const own = asked;
    const text = await fetch(location.href).then((response) => response.text(), () => null);
    if (own !== asked || text === null) return;
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("main");
    if (!fresh) return;
    const was = new Set(document.querySelectorAll(".w-changed"));
    was.forEach((one) => one.classList.remove("w-changed"));
    const changed = [];
    const rest = fresh.cloneNode(true);
    try {
      morph(fresh, changed);
    } catch {
      // Some pages are too unlike each other to be changed in place.
      const [left, top] = [scrollX, scrollY];
      main.replaceChildren(...rest.childNodes);
      scrollTo(left, top);
    }
    if (marks) changed.forEach(mark);
    document.title = new DOMParser().parseFromString(text, "text/html").title;
    if (changed.length > 0) told.textContent = document.body.dataset.updated;
    document.dispatchEvent(new CustomEvent("workbench:shown", { detail: changed.length }));
  }

  // The PDF opens at the heading under which the reader stands.
  document.getElementById("pdf")?.addEventListener("click", (event) => {
    const above = [...document.querySelectorAll(".document :is(h2, h3, h4, h5, h6)")].filter((one) => one.getBoundingClientRect().top < innerHeight / 3);
    const address = new URL(event.target.href);
    address.search = above.length ? new URLSearchParams({ afsnit: above.at(-1).textContent.trim() }) : "";
    event.target.href = address;
  });

  // What is clicked on in a document is looked for in the files.
  const text = document.querySelector(".w-document:not([data-whole])");
  if (text) {
    text.addEventListener("click", (event) => {
      if (event.target.closest("a, summary") || String(getSelection())) return;
      const block = event.target.closest(blocks);
      const at = document.caretRangeFromPoint?.(event.clientX, event.clientY);
      if (!block || !at || at.startContainer.nodeType !== Node.TEXT_NODE) return;
      const [before, after] = [at.startContainer.data.slice(0, at.startOffset), at.startContainer.data.slice(at.startOffset)];
      const word = before.match(/[^\s\u00a0]*$/)[0] + after.match(/^[^\s\u00a0]*/)[0];
      const address = new URL(location.href);
      const sted = block.closest("[data-at]")?.dataset.at || "";
      address.search = new URLSearchParams({ ord: word, afsnit: block.textContent.trim().slice(0, 2000), sted });
      history.replaceState(null, "", address);
      show(false);
    });
  }

  // A browser keeps few connections open to one server: a page that nobody sees lets go of its own.
  let events = null;
  function listen() {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) {
      events = new EventSource("/events");
      events.addEventListener("change", () => show(true));
      // What changed while nobody listened is shown as well: also what did since the page was made.
      events.addEventListener("open", () => show(true));
    }
  }
  document.addEventListener("visibilitychange", listen);
  listen();
})();
