// Ctrl+Enter in the text of a paragraph keeps it and goes to the next one.

for (const field of document.querySelectorAll("[data-sends]")) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    field.form.requestSubmit(field.form.querySelector("button[name=next]") ?? undefined);
  });
}
