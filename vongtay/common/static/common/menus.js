// Menus made of <details>: closed by Escape and by a press elsewhere. On phones, what may fold starts folded.

export function menus(doc) {
  const open = () => doc.querySelectorAll("details[data-menu][open]");
  doc.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  doc.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  if (window.matchMedia("(max-width: 760px)").matches) {
    for (const part of doc.querySelectorAll("[data-folds-on-phones]")) part.open = false;
  }
}
