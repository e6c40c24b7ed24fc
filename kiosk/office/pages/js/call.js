// The video calls of a desk: the line, the devices, the cards that ring, and the talk.

import { offerDevices, tellProblem } from "./call_choices.js";
import { DeskCalls } from "./call_desk.js";
import { Devices } from "./call_devices.js";
import { GuestView } from "./call_guest.js";
import { Level } from "./call_level.js";
import { Tools } from "./call_tools.js";
import { CallView } from "./call_view.js";
import { byId, words } from "./call_words.js";
import { Knocks } from "./knocks.js";
import { lineAddress } from "./office_line.js";

const devices = new Devices();
const calls = new DeskCalls(lineAddress("/desk/calls"), devices);
const knocks = new Knocks(calls);
const view = new CallView(calls, devices, (ended) => {
  tools.clear();
  if (!ended) return;
  knocks.tell(words.ended);
  const start = document.querySelector("#part-current [data-primary]") ?? byId("knocks-title");
  if (document.activeElement === document.body) start.focus({ preventScroll: true });
});
const tools = new Tools(calls, devices, view);
new GuestView(calls, view.stage, (sentence) => view.tell(sentence));
const level = new Level(byId("preview-level"));

function preview() {
  const { opened } = calls;
  level.follow(opened ? devices.audio : null);
  byId("preview-line").textContent = calls.ready(opened) ? words.ready : words.prepare;
  byId("preview-line").classList.toggle("stands", calls.ready(opened));
}

function line() {
  const told = byId("calls-line");
  told.textContent = calls.line === "taken" ? words.taken : words.office_away;
  clearTimeout(line.late);
  if (calls.line === "live") told.hidden = true;
  else line.late = setTimeout(() => (told.hidden = false), calls.line === "taken" ? 0 : 2_500);
}

for (const event of ["cards", "ready"]) calls.addEventListener(event, preview);
devices.addEventListener("change", preview);
calls.addEventListener("line", line);
offerDevices(byId("preview-devices"), devices);
offerDevices(byId("call-devices"), devices);
tellProblem(byId("preview-problem"), devices);
tellProblem(byId("devices-problem"), devices);

// Whoever opens a menu by a key goes on in it by keys.
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!target.open || !target.closest("#knocks, #call")) return;
    const all = [...target.querySelectorAll(".sheet :is(button, select, input):not(:disabled)")];
    all.find((each) => each.checkVisibility())?.focus();
  },
  true,
);

let ticks = 0;
const clock = new Worker(new URL("./call_tick.js", import.meta.url), { type: "module" });
clock.onmessage = () => {
  ticks += 1;
  calls.tick();
  if (ticks % 3 === 0) document.dispatchEvent(new Event("ring"));
  knocks.tick();
};
window.addEventListener("pagehide", () => calls.leave());
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
