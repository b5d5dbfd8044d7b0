// Shows the points while figures are typed: asks what would come of them, and shows that beside each row. Without this script the
// button below the form does the same.
"use strict";

(() => {
  // Who has sent a form with errors begins at them; else at what is told.
  const first = document.getElementById("fejl") || document.getElementById("svar");
  if (first) first.focus();

  const form = document.getElementById("indberetning");
  if (!form || !form.dataset.try) return;
  let asked = 0;
  let waits = 0;

  async function ask() {
    asked += 1;
    const own = asked;
    const response = await fetch(form.dataset.try, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(new FormData(form)),
      // Who leaves the page while it is asked needs no answer.
    }).catch(() => null);
    if (!response) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    if (own !== asked) return;
    // What is wrong is told when the form is sent: here only the points follow.
    for (const place of form.querySelectorAll(".w-now, #i-alt")) {
      const now = fresh.getElementById(place.id);
      if (now && now.innerHTML !== place.innerHTML) {
        place.innerHTML = now.innerHTML;
        place.classList.remove("w-changed");
        void place.offsetWidth;
        place.classList.add("w-changed");
      }
    }
    form.dispatchEvent(new CustomEvent("workbench:points", { bubbles: true }));
  }

  form.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(ask, 250);
  });

})();
