// The waiting-room display: every call is shown large with its gong, one after the other.

import { follow } from "./live.js";
import { Sound } from "./sound.js";

const body = document.body;
const byId = (id) => document.getElementById(id);
const words = JSON.parse(byId("words").textContent);
const sound = new Sound();
const SHOW_MS = 4_500;
const FRESH_MS = 8_000;
const TRY_SOUND_MS = 1_000;
const known = new Set();
const queue = [];
let shown = "";
let fresh = "";
let fading = 0;
let ahead = 0;

const calls = () => [...document.querySelectorAll("[data-call]")];

function learn() {
  ahead = Number(byId("board").dataset.now) - Date.now();
  tick();
}

function board(html) {
  const next = new DOMParser().parseFromString(html, "text/html").getElementById("board");
  byId("board").replaceWith(next);
  learn();
  const came = calls().map((call) => call.dataset.call).filter((key) => !known.has(key));
  for (const key of came.reverse()) {
    known.add(key);
    queue.push(key);
  }
  if (shown) choose();
  else present();
}

// The next call that waits for its gong; when none does, the newest stays large.
function present() {
  const here = calls().map((call) => call.dataset.call);
  shown = "";
  while (queue.length && !shown) {
    const key = queue.shift();
    if (here.includes(key)) shown = key;
  }
  if (!shown) return choose();
  fresh = shown;
  choose();
  sound.gong();
  body.dataset.gongs = Number(body.dataset.gongs) + 1;
  clearTimeout(fading);
  fading = setTimeout(() => {
    fresh = "";
    choose();
  }, FRESH_MS);
  setTimeout(present, SHOW_MS);
}

function choose() {
  const all = calls();
  const hero = all.find((call) => call.dataset.call === shown) ?? all[0];
  for (const call of all) {
    call.classList.toggle("hero", call === hero);
    call.classList.toggle("fresh", call === hero && call.dataset.call === fresh);
  }
}

function tell(live) {
  const { asOf } = byId("board").dataset;
  const both = [words.stale, words.stale_second].map((text) => text.replace("{time}", asOf));
  byId("stale").textContent = [...new Set(both)].join(" · ");
  byId("stale").hidden = live;
}

const format = new Intl.DateTimeFormat("de", {
  hour: "2-digit",
  minute: "2-digit",
  timeZone: body.dataset.timezone,
});
function tick() {
  byId("clock").textContent = format.format(Date.now() + ahead);
}

// Browsers keep pages silent until somebody touches them; a kiosk browser can be told not to.
async function offerSound() {
  byId("sound").hidden = await sound.unlock();
}
byId("sound").addEventListener("click", async () => {
  await offerSound();
  sound.gong();
});
setTimeout(offerSound, TRY_SOUND_MS);

for (const call of calls()) known.add(call.dataset.call);
learn();
setInterval(tick, 1_000);
follow(
  body.dataset.events,
  {
    hello: (digest) => digest === body.dataset.digest || location.reload(),
    board,
    beat: (data) => (byId("board").dataset.asOf = JSON.parse(data).as_of),
  },
  tell,
);
