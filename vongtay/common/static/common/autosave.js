// Drafts: a form with data-autosave-url is sent there a few seconds after the last change, and says when it was saved.

const PAUSE = 3000;
const AGAIN = 15000;

export function autosave(root) {
  for (const form of root.querySelectorAll("form[data-autosave-url]")) watch(form);
}

function watch(form) {
  if (form.dataset.autosaveOn) return;
  form.dataset.autosaveOn = "1";
  const status = form.querySelector("[data-autosave-status]");
  let timer = 0;
  let sent = false;
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
  });
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };
  async function save() {
    if (sent) return;
    say(status, "saving");
    try {
      const answer = await fetch(form.dataset.autosaveUrl, { method: "POST", body: withoutFiles(form), credentials: "same-origin", redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      say(status, "saved", new Date());
    } catch {
      say(status, "failed");
      later(AGAIN);
    }
  }
  form.addEventListener("input", () => later(PAUSE));
}

function withoutFiles(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data.entries()]) if (value instanceof File) data.delete(name);
  return data;
}

function say(status, state, moment) {
  if (!status) return;
  status.dataset.state = state;
  const time = moment ? ` ${moment.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false })}` : "";
  status.textContent = status.dataset[state] + time;
}
