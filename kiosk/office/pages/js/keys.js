// One letter, one button. The letters stand on the buttons; they can be switched off (WCAG 2.1.4).

const SWITCH = "foyer-shortcuts";

function typing(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea") !== null;
}

function shown(element) {
  return element.checkVisibility?.() ?? element.offsetParent !== null;
}

/** Listen to the letters of all visible `[data-shortcut]`. */
export function listen(box) {
  box.checked = localStorage.getItem(SWITCH) !== "off";
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = event.target.closest?.("details[open]") ?? document.querySelector(".menu[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
      return;
    }
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat;
    if (!box.checked || !plain || typing(event.target)) return;
    const letter = event.key.toLowerCase();
    const wanted = [...document.querySelectorAll("[data-shortcut]")].find(
      (each) => each.dataset.shortcut === letter && !each.disabled && shown(each),
    );
    if (!wanted) return;
    event.preventDefault();
    wanted.focus();
    wanted.click();
  });
}
