// What pages gain from a script; all of them work without it.

/** Focus the search box when "/" is pressed outside a field. */
function listenForSlash() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.querySelector("[data-key='/']");
    if (box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
}

/** Return all segments that belong to the claim in this place of the article. */
function segmentsOf(text, place) {
  return [...text.querySelectorAll("[data-claims]")].filter((each) => each.dataset.claims.split(" ").includes(place));
}

/** Show which claim the pointer or the keyboard is on, before anything is followed. */
function listenToNotes(text) {
  const main = text.closest("main");
  const picks = [...text.querySelectorAll("a.pick")];
  const standing = picks.find((pick) => pick.getAttribute("aria-current"))?.dataset.claim ?? null;

  const pickOut = (place) => {
    for (const each of text.querySelectorAll("span.on, li.on")) each.classList.remove("on");
    main.classList.toggle("focused", place !== null);
    if (place === null) return;
    for (const each of segmentsOf(text, place)) each.classList.add("on");
    picks.find((pick) => pick.dataset.claim === place)?.parentElement.classList.add("on");
  };

  for (const pick of picks) {
    pick.addEventListener("mouseenter", () => pickOut(pick.dataset.claim));
    pick.addEventListener("focus", () => pickOut(pick.dataset.claim));
    pick.addEventListener("mouseleave", () => pickOut(standing));
    pick.addEventListener("blur", () => pickOut(standing));
  }
}

listenForSlash();
const text = document.querySelector(".text");
if (text) listenToNotes(text);
