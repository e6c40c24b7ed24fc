// The ticket on the phone: what the office says is shown, a call is heard and felt.

import { follow } from "./live.js";
import { Sound } from "./sound.js";

const words = JSON.parse(document.getElementById("words").textContent);
const body = document.body;
const address = body.dataset.address;
const lang = document.documentElement.lang;
const byId = (id) => document.getElementById(id);
const sound = new Sound();
const RINGS = 5;
const RING_EVERY_MS = 3_000;
const SHORT_AND_LONG = [400, 150, 400, 150, 800];
let rings = 0;
let ringing = 0;
let asOf = "";
let view = null;
let lastCall = "";

function show(next) {
  view = next;
  Object.assign(body.dataset, {
    tone: view.tone,
    state: view.state,
    over: view.over ? "yes" : "no",
  });
  for (const slot of document.querySelectorAll("[data-slot]")) {
    const text = view[slot.dataset.slot] ?? "";
    if (slot.textContent !== text) slot.textContent = text;
  }
  for (const part of document.querySelectorAll("[data-show]")) {
    part.hidden = !view[part.dataset.show];
  }
  for (const act of document.querySelectorAll("[data-act]")) {
    act.hidden = !view.acts.includes(act.dataset.act);
  }
  freshAt(view.as_of);
  if (view.call && view.call !== lastCall) ring();
  lastCall = view.call;
  if (!view.call) calm();
  remind();
}

function freshAt(time) {
  asOf = time;
  byId("as-of").textContent = words.asOf.replace("{time}", time);
}

function ring() {
  calm();
  rings = 0;
  const once = () => {
    rings += 1;
    body.dataset.rings = Number(body.dataset.rings ?? 0) + 1;
    sound.gong();
    shake();
    document.title = rings % 2 ? `● ${words.called}` : `${view.number} – ${view.place}`;
    if (rings < RINGS) ringing = setTimeout(once, RING_EVERY_MS);
  };
  once();
}

// Browsers let a page shake the phone only after it was touched.
function shake() {
  if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.(SHORT_AND_LONG);
}

function calm() {
  clearTimeout(ringing);
  if (view) document.title = `${view.number} – ${view.headline}`;
}

// "Go now": by the time until the call, not by the place in the line.
function remind() {
  const walk = Number(byId("minutes").value);
  const due = view?.walks && walk > 0 && view.low_min !== null && view.low_min <= walk;
  const sign = byId("go");
  if (due && sign.hidden) {
    sign.textContent = words.go;
    shake();
    sound.bell();
  }
  sign.hidden = !due;
  byId("walk").hidden = !view?.walks;
}

function tell(live) {
  const stale = byId("stale");
  stale.textContent = words.stale.replace("{time}", asOf);
  stale.hidden = live;
  body.classList.toggle("is-stale", !live);
}

async function act(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  const problem = byId("problem");
  problem.hidden = true;
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", headers: { "X-Piece": "1" } });
    const said = await answer.json();
    if (answer.ok) show(said);
    else throw new Error(said.sentence ?? words.failed);
    form.closest("details")?.removeAttribute("open");
  } catch (wrong) {
    problem.textContent = wrong instanceof TypeError ? words.failed : wrong.message;
    problem.hidden = false;
  } finally {
    button.disabled = false;
  }
}

function offerSound() {
  const button = byId("sound");
  button.hidden = body.dataset.over === "yes";
  button.addEventListener("click", async () => {
    if (!(await sound.unlock())) return;
    button.hidden = true;
    sound.bell();
    // A phone that sleeps cannot ring.
    navigator.wakeLock?.request("screen").catch(() => {});
  });
}

document.addEventListener("submit", act);
byId("minutes").value = new URLSearchParams(location.hash.slice(1)).get("walk") ?? "0";
byId("minutes").addEventListener("change", (event) => {
  history.replaceState(null, "", `#walk=${event.target.value}`);
  byId("go").hidden = true;
  remind();
});
byId("keep-open").hidden = body.dataset.over === "yes";
offerSound();
asOf = byId("as-of").textContent.match(/\d\d:\d\d/)?.[0] ?? "";
const line = follow(
  `${address}/events?lang=${lang}`,
  {
    ticket: (data) => show(JSON.parse(data)),
    beat: (data) => freshAt(JSON.parse(data).as_of),
    gone: () => {
      line.stop();
      location.reload();
    },
  },
  tell,
);
