// An open line lets go of itself when its page is left, so that nobody is said to be on a line they have closed.
// Without this the line lets go by itself after a minute and a half.
addEventListener("pagehide", () => {
  const place = document.querySelector("[data-left-url]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (!place || !token) return;
  fetch(place.dataset.leftUrl, { method: "POST", keepalive: true, headers: { "X-CSRFToken": token.value } });
});
