// Starts what a page can do better with a script. Each part looks for its own marks and works alone.
import { autosave } from "./autosave.js";
import { confirmActs } from "./confirm.js";
import { fadeIdentities } from "./fade.js";
import { menus } from "./menus.js";
import { shortcuts } from "./shortcuts.js";
import { themeToggle } from "./theme.js";
import { unknowns } from "./unknowns.js";
import { uploads } from "./uploads.js";

themeToggle(document);
shortcuts(document);
menus(document);
confirmActs(document);
uploads(document);

function improve(root) {
  autosave(root);
  fadeIdentities(root);
  unknowns(root);
}

improve(document);
document.addEventListener("htmx:load", (event) => improve(event.detail.elt));
document.querySelector("[data-take-focus]")?.focus();
