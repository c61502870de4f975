// Acts that lose something ask once more, in the sentence that the page gives (data-confirm).

export function confirmActs(doc) {
  doc.addEventListener("click", (event) => {
    const act = event.target.closest?.("[data-confirm]");
    if (act && !window.confirm(act.dataset.confirm)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
}
