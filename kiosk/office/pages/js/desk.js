// The console: acts go to the office one at a time, the board comes back and is pushed.

import { listen } from "./keys.js";
import { follow } from "./live.js";
import { remember, settle, show, start } from "./parts.js";
import { Sound } from "./sound.js";

const byId = (id) => document.getElementById(id);
const words = JSON.parse(byId("words").textContent);
const sound = new Sound();
const BELL_EVERY_MS = 3_000;
let rangAt = -BELL_EVERY_MS;
let underway = null; // the form that is with the office
let pending = null; // the act pressed meanwhile: a fast hand is not to be told to wait
let lost = false;

function board(html, how) {
  show(html, how);
  afterwards();
}

function afterwards() {
  const { waiting } = byId("board").dataset;
  document.title = `(${waiting}) ${document.body.dataset.desk} – Foyer`;
  prepareAdmit();
  if (!lost) byId("stale").hidden = true;
}

// ------------------------------------------------------------------ acts
function act(event) {
  const form = event.target;
  if (form.hasAttribute("data-leave")) return;
  event.preventDefault();
  // What the form says now counts: a push may put another in its place before it goes out.
  const wish = { form, pressed: event.submitter, chosen: new URLSearchParams(new FormData(form)) };
  if (underway === null) return carryOut(wish);
  if (underway !== form.id) pending = wish;
}

async function carryOut(wish) {
  underway = wish.form.id;
  byId("refused").hidden = true;
  wish.pressed?.setAttribute("aria-busy", "true");
  const done = await sendOut(wish);
  wish.pressed?.removeAttribute("aria-busy");
  underway = null;
  const next = pending;
  pending = null;
  // It was pressed in the belief that the first one went well.
  if (next && done) await carryOut(next);
}

/** Send one act; true if the office has done it. */
async function sendOut({ form, chosen }) {
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { "X-Piece": "1" },
      body: chosen,
    });
    if (answer.status === 401) location.assign("/desk/sign-in");
    else if (answer.status === 205) location.assign("/desk");
    else if (answer.ok) {
      form.closest("details.menu")?.removeAttribute("open");
      board(await answer.text(), { acted: true, used: form });
      heard(form);
      return true;
    } else {
      refuse((await answer.json()).sentence);
      await look();
    }
  } catch {
    // Nothing has come back: the same key goes out again with the next press.
    refuse(words.failed);
  }
  return false;
}

function refuse(sentence) {
  byId("refused").textContent = sentence;
  byId("refused").hidden = false;
}

// After an act the eyes and the keyboard are where it goes on.
function heard(form) {
  const current = byId("part-current");
  byId("said").textContent = [...current.querySelectorAll("h2, .number")]
    .map((each) => each.textContent.trim())
    .join(" ");
  const gone = !document.contains(form) && document.activeElement === document.body;
  if (gone) start(current)?.focus({ preventScroll: true });
}

async function look() {
  const answer = await fetch("/desk/board", { headers: { "X-Piece": "1" } });
  if (answer.status === 401) location.assign("/desk/sign-in");
  else if (answer.status === 205) location.assign("/desk");
  else if (answer.ok) board(await answer.text(), { acted: true });
}

// ------------------------------------------------------------------ the line to the office
function tell(live) {
  lost = !live;
  const stale = byId("stale");
  stale.textContent = words.stale.replace("{time}", byId("board").dataset.asOf);
  stale.hidden = live;
  document.body.classList.toggle("is-stale", !live);
}

let version = "";
function hello(digest) {
  if (version && version !== digest) {
    const filling = document.querySelector("details[open], .call:not([hidden])");
    if (filling) refuse(words.update);
    else location.reload();
  }
  version = digest;
}

// ------------------------------------------------------------------ calls for help
function ringing() {
  const rings = document.querySelector(".alarm[data-rings]") !== null;
  const knocks = document.querySelector(".knock[data-rings]") !== null;
  document.body.dataset.ringing = rings || knocks ? "yes" : "no";
  byId("sound").hidden = !((rings || knocks) && sound.blocked);
  if (!rings && !knocks) return hints();
  // Two clocks ring: the page's, and one that does not slow down when nobody looks.
  if (performance.now() - rangAt < BELL_EVERY_MS - 500) return;
  rangAt = performance.now();
  document.body.dataset.bells = Number(document.body.dataset.bells ?? 0) + 1;
  if (rings) sound.bell();
  else sound.knock();
}

// A device that needs somebody is heard once; after that it is enough to see it.
function hints() {
  const unheard = [...document.querySelectorAll(".alarm[data-sounds]")]
    .map((alarm) => `heard ${alarm.dataset.sounds}`)
    .filter((name) => sessionStorage.getItem(name) === null);
  if (unheard.length === 0 || sound.blocked) return;
  for (const name of unheard) sessionStorage.setItem(name, "yes");
  document.body.dataset.hints = Number(document.body.dataset.hints ?? 0) + 1;
  sound.hint();
}

// ------------------------------------------------------------------ forms
function prepareAdmit() {
  const department = byId("admit-department");
  for (const set of byId("form-admit").querySelectorAll("fieldset[data-department]")) {
    const chosen = set.dataset.department === department.value;
    set.hidden = !chosen;
    set.disabled = !chosen;
  }
}

document.addEventListener("submit", act);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) byId("part-notice").replaceChildren();
  const menu = event.target.closest("details.menu");
  for (const open of document.querySelectorAll("details.menu[open]")) {
    if (open !== menu) open.open = false;
  }
});
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.open) event.target.querySelector("form input:not([type=hidden]), form select")?.focus();
    else settle();
  },
  true,
);
document.addEventListener("change", (event) => {
  if (event.target.id === "admit-department") prepareAdmit();
});
byId("sound").addEventListener("click", () => sound.unlock().then(ringing));
for (const touch of ["pointerdown", "keydown"]) {
  document.addEventListener(touch, () => sound.unlock(), { once: true });
}

remember(byId("board"));
afterwards();
listen(byId("shortcuts"));
setInterval(ringing, BELL_EVERY_MS);
document.addEventListener("ring", ringing);
ringing();
follow(
  "/desk/events",
  {
    hello,
    board: (html) => board(html),
    beat: (data) => (byId("board").dataset.asOf = JSON.parse(data).as_of),
    "signed-out": () => location.assign("/desk/sign-in"),
    "stood-up": () => location.assign("/desk"),
  },
  tell,
);
