// The page of a guest: the invitation, the devices, the talk.

import { offerDevices, tellProblem } from "./call_choices.js";
import { Devices } from "./call_devices.js";
import { Level } from "./call_level.js";
import { byId, languageName, words } from "./call_words.js";
import { GuestTalk } from "./guest_talk.js";
import { GuestView } from "./guest_view.js";
import { listen } from "./keys.js";
import { lineAddress } from "./office_line.js";

// How the guest has come stays for a reload: a camera that was off must not be on after it.
const CAMERA = "foyer-guest-camera";
const MUTED = "foyer-guest-muted";
const off = (name) => sessionStorage.getItem(name) === "off";
const keep = (name, on) => sessionStorage.setItem(name, on ? "on" : "off");

const devices = new Devices();
const talk = new GuestTalk(lineAddress("/guest/line"), devices);
const view = new GuestView(talk, devices);
const level = new Level(byId("preview-level"));
devices.addEventListener("change", () => {
  level.follow(talk.here || talk.out ? null : devices.audio);
});
talk.addEventListener("room", () => talk.here && level.follow(null));
offerDevices(byId("preview-devices"), devices);
offerDevices(byId("call-devices"), devices);
tellProblem(byId("preview-problem"), devices);
tellProblem(byId("devices-problem"), devices);
listen(byId("shortcuts"));
for (const place of document.querySelectorAll("[data-language]")) {
  place.textContent = languageName(place.dataset.language);
}

function begin() {
  // The address that was used up goes out of sight; the cookie says who we are.
  history.replaceState(null, "", "/guest");
  for (const link of document.querySelectorAll(".languages a")) {
    link.href = `/guest?lang=${link.hreflang}`;
  }
  talk.begin();
}

async function join(event) {
  event.preventDefault();
  byId("join").setAttribute("aria-busy", "true");
  byId("join-problem").hidden = true;
  try {
    const answer = await fetch(location.pathname, { method: "POST", headers: { "X-Piece": "1" } });
    if (answer.ok) begin();
    else if (answer.status === 404) location.reload(); // the link has become too old meanwhile
    else throw new Error();
  } catch {
    byId("join-problem").textContent = words.no_join;
    byId("join-problem").hidden = false;
  }
  byId("join").removeAttribute("aria-busy");
}

async function camera(on) {
  keep(CAMERA, on);
  if (on && devices.video === null) await devices.withCamera(true);
  devices.hide(!on);
}

byId("form-join").addEventListener("submit", join);
byId("with-camera").addEventListener("change", ({ target }) => {
  keep(CAMERA, target.checked);
  devices.withCamera(target.checked);
});
byId("do-mute").addEventListener("click", () => {
  keep(MUTED, devices.muted);
  devices.mute(!devices.muted);
});
byId("do-hide").addEventListener("click", () => camera(devices.hidden || devices.video === null));
for (const button of document.querySelectorAll("[data-leave-talk]")) {
  button.addEventListener("click", () => {
    button.closest("details")?.removeAttribute("open");
    talk.leave();
  });
}
document.addEventListener("click", ({ target }) => {
  for (const open of document.querySelectorAll("details.menu[open]")) {
    if (!open.contains(target)) open.open = false;
  }
});

// Whoever opens a menu by a key goes on in it by keys.
document.addEventListener(
  "toggle",
  ({ target }) => target.open && target.querySelector(".sheet :is(button, select)")?.focus(),
  true,
);

if (off(CAMERA)) {
  byId("with-camera").checked = false;
  devices.withCamera(false);
}
if (off(MUTED)) devices.mute(true);
devices.open();
if (document.body.dataset.joined === "yes") begin();
view.show();

const clock = new Worker(new URL("./call_tick.js", import.meta.url), { type: "module" });
clock.onmessage = () => talk.tick();
window.addEventListener("pagehide", () => talk.vanish());
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
