// Keys on a report being read: J and K move, A accepts, E corrects, X rejects, M merges, S splits, Z undoes, C confirms all.
// Each key presses the page's own button; a key pressed while an answer is on its way waits for it.
const ACTS = { a: "accept", e: "correct", x: "reject", m: "merge", s: "split", z: "undo" };
const LONGEST_QUEUE = 200;
const root = document.querySelector("[data-reading]");
let current = null; // id of the mark in hand
let last = null; // id of the mark judged last: what Z takes back
let waiting = null; // id of the mark whose answer is on its way: one answer settles in several steps
const queue = []; // keys pressed meanwhile
let toNext = null; // id of the mark after which to move on, once its answer is here

const items = () => [...root.querySelectorAll("[data-item]")];
const item = (id) => root.querySelector(`[data-item="${id}"]`);
const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

function choose(id, { quiet = false } = {}) {
  if (!id || !item(id)) return;
  current = id;
  root.querySelectorAll("[aria-current]").forEach((node) => node.removeAttribute("aria-current"));
  item(id).setAttribute("aria-current", "true");
  const marks = root.querySelectorAll(`[data-mark="${id}"]`);
  marks.forEach((mark) => mark.setAttribute("aria-current", "true"));
  if (quiet) return;
  item(id).focus({ preventScroll: true });
  item(id).scrollIntoView({ block: "nearest" });
  marks[0]?.scrollIntoView({ block: "center" });
}

function step(by) {
  const all = items();
  const at = all.findIndex((node) => node.dataset.item === current);
  choose(all[Math.min(all.length - 1, Math.max(0, at + by))]?.dataset.item);
}

function press(key) {
  const id = key === "z" ? (last ?? current) : current;
  const button = id && item(id)?.querySelector(`[data-act="${ACTS[key]}"]`);
  if (!button || button.disabled) return;
  choose(id, { quiet: true });
  last = id;
  toNext = key === "a" || key === "x" ? id : null;
  button.click();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const key = event.key.toLowerCase();
  if (!"jkc".includes(key) && !(key in ACTS)) return;
  event.preventDefault();
  if (waiting === null) run(key);
  else if (queue.length < LONGEST_QUEUE && !event.repeat) queue.push(key);
}

function run(key) {
  if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "c") document.querySelector('#reading-confirm [data-act="confirm"]')?.click();
  else press(key);
}

// An answer that never came: the keys that waited for it are dropped, so that none hits another figure.
function onFailure() {
  waiting = null;
  toNext = null;
  queue.length = 0;
}

// After an answer: go on to the next one, or stay with the one that needs another look; a form takes the focus.
function onAnswer(event) {
  const id = event.detail.target?.dataset?.item ?? event.detail.elt?.dataset?.item;
  const here = id && item(id);
  if (!here || id !== waiting) return;
  waiting = null;
  const field = here.querySelector("form.form [name=value], form.form [name=indicator], form.form [name=at]:checked");
  const refused = here.querySelector(".notice");
  document.querySelector("[data-said]").textContent = here.querySelector(".item__state")?.textContent.trim() ?? "";
  if (toNext === id && !refused) {
    current = id;
    toNext = null;
    step(1);
  } else choose(id);
  field?.focus();
  field?.select?.();
  if (field || refused) queue.length = 0;
  while (waiting === null && queue.length) run(queue.shift());
}

if (root) {
  document.querySelector("[data-keys]").hidden = false;
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:beforeRequest", (event) => {
    waiting = event.target.closest("[data-item]")?.dataset.item ?? null;
  });
  document.addEventListener("htmx:afterSettle", onAnswer);
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(name, onFailure);
  root.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-mark]");
    const chosen = mark?.dataset.mark ?? event.target.closest("[data-item]")?.dataset.item;
    if (mark) event.preventDefault();
    choose(chosen, { quiet: !mark });
  });
  const named = new URLSearchParams(location.search).get("at") ?? location.hash.match(/^#[im]-(.+)$/)?.[1];
  choose(named && item(named) ? named : items()[0]?.dataset.item, { quiet: !named });
}
