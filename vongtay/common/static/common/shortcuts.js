// One key moves the focus to the field that names it (data-shortcut); never while somebody types.

const TYPING = "input, textarea, select, [contenteditable]";

export function shortcuts(doc) {
  doc.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
    const wanted = [...doc.querySelectorAll("[data-shortcut]")].find((field) => field.dataset.shortcut === event.key);
    if (!wanted) return;
    event.preventDefault();
    wanted.focus();
    wanted.select?.();
  });
}
