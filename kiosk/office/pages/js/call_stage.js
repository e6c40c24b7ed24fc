// The pictures of a talk: one is large, the others are small beside it. Citizen and guest are
// large together, side by side.

import { Picture } from "./call_picture.js";
import { byId } from "./call_words.js";

const ORDER = ["citizen", "guest", "screen", "still", "self"];
const PEOPLE = ["citizen", "guest"];

export class Stage {
  large = "citizen";
  #changed;
  #ticket = "";
  #people;

  /** @param {() => void} changed called when another picture is large */
  constructor(changed) {
    this.#changed = changed;
    for (const name of ORDER) {
      const tile = byId(`tile-${name}`);
      tile.querySelector(".enlarge").addEventListener("click", () => this.pin(name));
    }
    const person = (name) => [name, new Picture(byId(`${name}-video`), () => this.#hush())];
    this.#people = Object.fromEntries(PEOPLE.map(person));
    byId("unmute").addEventListener("click", () => PEOPLE.map((name) => this.#people[name].play()));
    this.pin("citizen");
  }

  /** Show one picture large. */
  pin(name) {
    this.large = name;
    const pair = PEOPLE.includes(name) && !byId("tile-guest").hidden;
    const large = pair ? PEOPLE : [name];
    for (const each of ORDER) byId(`tile-${each}`).classList.toggle("large", large.includes(each));
    byId("stage").classList.toggle("pair", pair);
    this.#changed();
  }

  /** Show the next picture large. */
  turn() {
    const there = ORDER.filter((name) => name !== "guest" && !byId(`tile-${name}`).hidden);
    const now = this.large === "guest" ? "citizen" : this.large;
    this.pin(there[(there.indexOf(now) + 1) % there.length]);
  }

  show(name, shown) {
    const tile = byId(`tile-${name}`);
    if (tile.hidden === !shown) return;
    tile.hidden = !shown;
    if (name === "guest") this.pin(this.large === "guest" ? "citizen" : this.large);
    else if (!shown && this.large === name) this.pin("citizen");
  }

  /** A track of the citizen has come. */
  receive({ ticket, track, generation }) {
    if (ticket !== this.#ticket) this.#people.citizen.clear();
    this.#ticket = ticket;
    this.#people.citizen.receive(track, generation);
  }

  /** A track of the guest has come. */
  receiveGuest({ track, generation }) {
    this.#people.guest.receive(track, generation);
  }

  /** The guest is here, or not: nothing of somebody who is gone stays. */
  withGuest(here) {
    if (!here) this.#people.guest.clear();
    this.show("guest", here);
  }

  own(track) {
    for (const id of ["self-video", "preview-video"]) showTrack(byId(id), track);
  }

  /** Let the people be heard from a loudspeaker. */
  speakFrom(loudspeaker) {
    for (const name of PEOPLE) this.#people[name].speakFrom(loudspeaker);
  }

  screen(track) {
    showTrack(byId("screen-video"), track);
    this.show("screen", track !== null);
  }

  /** The talk is over: nothing of it stays on the page. */
  clear() {
    this.#people.citizen.clear();
    this.withGuest(false);
    this.screen(null);
    this.pin("citizen");
  }

  #hush() {
    byId("unmute").hidden = !PEOPLE.some((name) => this.#people[name].blocked);
  }
}

/** Show a track of our own in a picture, or nothing (null). */
export function showTrack(video, track) {
  const shown = video.srcObject?.getVideoTracks()[0] ?? null;
  if (shown !== track) video.srcObject = track && new MediaStream([track]);
}
