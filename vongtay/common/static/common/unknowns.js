// "Not known" is an answer of its own: while it is ticked, the field beside it is closed and empty.

export function unknowns(root) {
  for (const part of root.querySelectorAll("[data-unknown-for]")) {
    const tick = part.querySelector("input[type=checkbox]");
    const field = document.getElementById(part.dataset.unknownFor);
    if (!tick || !field) continue;
    const follow = () => {
      field.disabled = tick.checked;
      if (tick.checked) field.value = "";
    };
    tick.addEventListener("change", follow);
    follow();
  }
}
