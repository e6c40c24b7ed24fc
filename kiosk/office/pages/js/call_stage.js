// The pictures of a talk: one is large, the others are small beside it.

import { byId } from "./call_words.js";

const ORDER = ["citizen", "screen", "still", "self"];

export class Stage {
  large = "citizen";
  #changed;
  #ticket = "";
  #streams = new Map(); // generation → what has come of it

  /** @param {() => void} changed called when another picture is large */
  constructor(changed) {
    this.#changed = changed;
    for (const name of ORDER) {
      const tile = byId(`tile-${name}`);
      tile.querySelector(".enlarge").addEventListener("click", () => this.pin(name));
    }
    byId("unmute").addEventListener("click", () => this.#play());
    this.pin("citizen");
  }

  /** Show one picture large. */
  pin(name) {
    this.large = name;
    for (const each of ORDER) byId(`tile-${each}`).classList.toggle("large", each === name);
    this.#changed();
  }

  /** Show the next picture large. */
  turn() {
    const there = ORDER.filter((name) => !byId(`tile-${name}`).hidden);
    this.pin(there[(there.indexOf(this.large) + 1) % there.length]);
  }

  show(name, shown) {
    byId(`tile-${name}`).hidden = !shown;
    if (!shown && this.large === name) this.pin("citizen");
  }

  /** A track has come; what came before stays until something of the new connection is there. */
  receive({ ticket, track, generation }) {
    if (ticket !== this.#ticket) this.#streams.clear();
    this.#ticket = ticket;
    const stream = this.#streams.get(generation) ?? new MediaStream();
    this.#streams.set(generation, stream);
    stream.addTrack(track);
    const use = () => this.#use(generation, stream);
    track.addEventListener("unmute", use);
    if (!track.muted) use();
  }

  #use(generation, stream) {
    const video = byId("citizen-video");
    if (this.#streams.get(generation) !== stream || video.srcObject === stream) return;
    for (const older of this.#streams.keys()) {
      if (older < generation) this.#streams.delete(older);
    }
    video.srcObject = stream;
    this.#play();
  }

  /** After a reload a browser may want a touch before it lets us hear somebody. */
  async #play() {
    const video = byId("citizen-video");
    video.muted = false;
    try {
      await video.play();
      byId("unmute").hidden = true;
    } catch (error) {
      if (error.name !== "NotAllowedError") return; // replaced by a newer one
      video.muted = true;
      byId("unmute").hidden = false;
      video.play().catch(() => {});
    }
  }

  own(track) {
    for (const id of ["self-video", "preview-video"]) show(byId(id), track);
  }

  /** Let the person be heard from a loudspeaker; one that is gone is none. */
  speakFrom(loudspeaker) {
    byId("citizen-video").setSinkId?.(loudspeaker).catch(() => {});
  }

  screen(track) {
    show(byId("screen-video"), track);
    this.show("screen", track !== null);
  }

  /** The talk is over: nothing of it stays on the page. */
  clear() {
    this.#streams.clear();
    byId("citizen-video").srcObject = null;
    byId("unmute").hidden = true;
    this.screen(null);
    this.pin("citizen");
  }
}

function show(video, track) {
  const shown = video.srcObject?.getVideoTracks()[0] ?? null;
  if (shown !== track) video.srcObject = track && new MediaStream([track]);
}
