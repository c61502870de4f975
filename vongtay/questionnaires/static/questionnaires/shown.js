// Shows a question only where the answers before it ask for it. Without this script all are shown; the server leaves out what was not asked.

function given(form, name) {
  return [...form.querySelectorAll(`[name="${CSS.escape(name)}"]:checked`)]
    .filter((input) => !input.closest(".field")?.hidden)
    .map((input) => input.value);
}

function renew(form) {
  for (const marked of form.querySelectorAll("[data-shown-if]")) {
    const field = marked.closest(".field");
    if (!field) continue;
    const wanted = JSON.parse(marked.dataset.shownIf);
    field.hidden = !wanted.every(([name, answers]) => given(form, name).some((value) => answers.includes(value)));
  }
}

for (const part of document.querySelectorAll(".question-part")) {
  const form = part.closest("form") ?? part.parentElement;
  if (form.dataset.watched) continue;
  form.dataset.watched = "true";
  form.addEventListener("change", () => renew(form));
  renew(form);
}
