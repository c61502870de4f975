// An identity leaves the page after the minutes that it states; its content is removed, not only hidden.

export function fadeIdentities(root) {
  const blocks = [...root.querySelectorAll("[data-fades-after]")];
  if (root.matches?.("[data-fades-after]")) blocks.push(root);
  for (const block of blocks) start(block);
}

function start(block) {
  if (block.dataset.fading) return;
  block.dataset.fading = "1";
  const ends = Date.now() + Number(block.dataset.fadesAfter) * 60000;
  const close = () => {
    block.querySelector("[data-fades]")?.remove();
    block.querySelector(".identity__note")?.remove();
    const note = block.querySelector("[data-fades-to]");
    if (note) note.hidden = false;
    block.classList.remove("identity--shown");
  };
  // A machine that slept through the minutes must close at once on waking: the clock decides, not the timer.
  const timer = setInterval(() => {
    if (Date.now() < ends) return;
    clearInterval(timer);
    close();
  }, 1000);
}
