// A file that is too large is named before it is sent: the server would refuse it, after a long wait.

export function uploads(doc) {
  doc.addEventListener("change", (event) => {
    const field = event.target;
    const limit = Number(field.dataset?.maxBytes);
    if (!limit || !field.files) return;
    const large = [...field.files].find((file) => file.size > limit);
    const words = field.closest("[data-too-large]")?.dataset.tooLarge ?? field.dataset.tooLarge ?? "";
    field.setCustomValidity(large ? words : "");
    if (large) field.reportValidity();
  });
}
