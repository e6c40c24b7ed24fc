// Puts a new board in the place of the old one, part by part, without taking anything away from
// the person who is just using it: focus, scroll place, a form that is being filled in.

/** What the office sent for each part; the page itself may have been changed since. */
const sent = new Map();
/** Parts that have to wait until their form is closed. */
const waiting = new Map();

// The key of a button is new every time and says nothing about the part.
function bare(part) {
  const copy = part.cloneNode(true);
  for (const key of copy.querySelectorAll("input[name=key]")) key.removeAttribute("value");
  return copy.outerHTML;
}

export function remember(root) {
  for (const part of root.querySelectorAll("[data-part]")) sent.set(part.id, bare(part));
}

function inUse(part, fresh) {
  const open = part.querySelector("details.form[open]");
  return open !== null && part.dataset.subject === fresh.dataset.subject;
}

function replace(part, fresh) {
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const scrolled = [...part.querySelectorAll(".scroll[id]")].map((box) => [box.id, box.scrollTop]);
  part.replaceWith(fresh);
  for (const [id, top] of scrolled) {
    const box = document.getElementById(id);
    if (box) box.scrollTop = top;
  }
  if (!focused) return;
  const same = focused.id && document.getElementById(focused.id);
  const next = same && !same.disabled ? same : start(fresh);
  next?.focus({ preventScroll: true });
}

/** Where it goes on in a part: its main button, or else its heading. */
export function start(part) {
  return part.querySelector("[data-primary]") ?? part.querySelector("h2");
}

// A button that was not replaced must not be worn out: every answer brings new keys.
function freshKeys(part, fresh) {
  for (const form of fresh.querySelectorAll("form[id]")) {
    const key = form.querySelector("input[name=key]");
    const here = part.querySelector(`#${CSS.escape(form.id)} input[name=key]`);
    if (key && here) here.value = key.value;
  }
}

/**
 * Show a board.
 * @param {string} html what the office sent
 * @param {{acted?: boolean, used?: Element | null}} how `acted`: it answers an act of this page;
 *   `used`: the form of that act, whose part is shown anew in any case
 */
export function show(html, { acted = false, used = null } = {}) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("board");
  const board = document.getElementById("board");
  Object.assign(board.dataset, fresh.dataset);
  for (const part of [...fresh.querySelectorAll("[data-part]")]) {
    const here = document.getElementById(part.id);
    if (!here) continue;
    const now = bare(part);
    const own = used !== null && here.contains(used);
    // A notice answers an act; a push has none and does not take it away.
    if (part.id === "part-notice" && !acted) continue;
    if (!own && sent.get(part.id) === now) {
      waiting.delete(part.id);
      if (acted) freshKeys(here, part);
    } else if (!own && inUse(here, part)) {
      waiting.set(part.id, [part, now]);
    } else {
      waiting.delete(part.id);
      sent.set(part.id, now);
      replace(here, part);
    }
  }
}

/** A form was closed: show what has come in meanwhile. */
export function settle() {
  for (const [id, [part, now]] of [...waiting]) {
    const here = document.getElementById(id);
    if (!here || inUse(here, part)) continue;
    waiting.delete(id);
    sent.set(id, now);
    replace(here, part);
  }
}
