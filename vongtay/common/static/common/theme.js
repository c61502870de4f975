// Light and dark: the choice is kept in a cookie, so that the server draws the next page in it at once.

export function isDark(root = document.documentElement, media = window.matchMedia("(prefers-color-scheme: dark)")) {
  const chosen = root.dataset.bsTheme;
  return chosen ? chosen === "dark" : media.matches;
}

export function themeToggle(doc) {
  for (const button of doc.querySelectorAll("[data-theme-toggle]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const theme = isDark() ? "light" : "dark";
      doc.documentElement.dataset.bsTheme = theme;
      const secure = location.protocol === "https:" ? "; Secure" : "";
      doc.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    });
  }
}
