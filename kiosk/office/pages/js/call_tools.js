// The buttons of a talk.

import { Pointer } from "./call_pointer.js";
import { byId, refusal, words } from "./call_words.js";

const SCREEN = {
  video: { frameRate: { ideal: 15, max: 15 }, width: { max: 1920 }, height: { max: 1080 } },
  audio: false,
};

export class Tools {
  #calls;
  #devices;
  #view;
  #pointer;

  constructor(calls, devices, view) {
    this.#calls = calls;
    this.#devices = devices;
    this.#view = view;
    this.#pointer = new Pointer((place) => calls.say("point", place));
    const on = (id, act) => byId(id).addEventListener("click", () => this.#do(act));
    on("do-mute", () => devices.mute(!devices.muted));
    on("do-hide", () => devices.hide(!devices.hidden));
    on("do-share", () => (calls.screen ? this.#stop() : this.#share()));
    on("do-point", () => this.#point(!this.#pointer.on));
    on("do-still", () => view.tell(calls.say("ask-still") ? words.still_asked : words.not_open));
    on("do-pin", () => view.stage.turn());
    on("do-hold", () => calls.hold(!calls.mine.held));
    on("do-shrink", () => view.size("small"));
    on("do-grow", () => view.size("large"));
    this.#form("form-hand-over", ({ department, note }) =>
      calls.transfer(department.value, note.value.trim()),
    );
    this.#form("form-end", () => calls.end());
    byId("hand-over-to").closest("details").addEventListener("toggle", () => this.#departments());
    calls.addEventListener("cards", () => this.#show());
    devices.addEventListener("change", () => this.#show());
    this.#show();
  }

  /** A talk has begun or ended. */
  clear() {
    this.#point(false);
    byId("form-hand-over").reset();
    for (const menu of byId("call").querySelectorAll("details[open]")) menu.open = false;
  }

  #show() {
    const { audio, video, muted, hidden } = this.#devices;
    press("do-mute", audio !== null && !muted, audio === null);
    press("do-hide", video !== null && !hidden, video === null);
    const { mine, screen } = this.#calls;
    press("do-hold", mine?.held ?? false);
    word("do-hold", mine?.held ? words.go_on : words.hold);
    press("do-share", screen !== null);
    word("do-share", screen ? words.share_stop : words.share);
    press("do-point", this.#pointer.on);
    if (screen) screen.enabled = !mine?.held;
    this.#view.stage.screen(screen);
  }

  async #do(act) {
    try {
      await act();
    } catch (error) {
      this.#view.tell(refusal(error));
    }
  }

  #form(id, act) {
    byId(id).addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation(); // no act of the board
      byId(id).closest("details").open = false;
      this.#do(() => act(byId(id).elements));
    });
  }

  #departments() {
    for (const option of byId("hand-over-to").options) {
      option.disabled = option.value === this.#calls.mine?.department;
    }
  }

  #point(on) {
    this.#pointer.switch(on);
    press("do-point", on);
    if (on && this.#calls.screen) this.#view.stage.pin("screen");
  }

  // ------------------------------------------------------------------ the screen
  async #share() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getDisplayMedia(SCREEN);
    } catch {
      return this.#view.tell(words.no_share);
    }
    const [track] = stream.getVideoTracks();
    if (!this.#calls.mine) return track.stop();
    track.contentHint = "detail";
    track.onended = () => this.#calls.screen === track && this.#stop();
    this.#calls.share(track);
    this.#view.tell("");
    this.#show();
  }

  #stop() {
    const { screen } = this.#calls;
    this.#calls.share(null);
    screen?.stop();
    this.#point(false);
    this.#show();
  }
}

function press(id, pressed, disabled = false) {
  byId(id).setAttribute("aria-pressed", pressed);
  byId(id).disabled = disabled;
}

function word(id, text) {
  byId(id).querySelector("span").textContent = text;
}
