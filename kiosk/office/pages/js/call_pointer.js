// Pointing: a place in the shared screen, or in the picture of the person, told 20 times a second.

import { byId } from "./call_words.js";

const EVERY_MS = 50;

/** Return the place of a point in a picture that is shown whole, in parts of its size. */
export function placeIn(video, clientX, clientY) {
  const box = video.getBoundingClientRect();
  if (!video.videoWidth || !box.width) return null;
  const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight);
  const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
  const x = (clientX - box.left - (box.width - width) / 2) / width;
  const y = (clientY - box.top - (box.height - height) / 2) / height;
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { x: part(x), y: part(y) } : null;
}

function part(value) {
  return Math.round(value * 10_000) / 10_000;
}

export class Pointer {
  on = false;
  #say;
  #last = null;
  #told = null;
  #timer = 0;

  /** @param {(place: {x: number | null, y: number | null, at: string}) => void} say */
  constructor(say) {
    this.#say = say;
    for (const name of ["citizen", "screen"]) {
      const tile = byId(`tile-${name}`);
      tile.addEventListener("pointermove", (event) => {
        const place = this.on ? placeIn(byId(`${name}-video`), event.clientX, event.clientY) : null;
        this.#move(tile, place && { ...place, at: name }, event);
      });
      tile.addEventListener("pointerleave", (event) => this.#move(tile, null, event));
    }
  }

  switch(on) {
    this.on = on;
    document.body.classList.toggle("is-pointing", on);
    if (!on) this.#tell(null);
  }

  #move(tile, place, event) {
    const cross = tile.querySelector(".cross");
    cross.hidden = place === null;
    const box = tile.getBoundingClientRect();
    cross.style.translate = `${event.clientX - box.left}px ${event.clientY - box.top}px`;
    this.#last = place;
    if (this.#timer) return;
    this.#tell(place);
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      this.#tell(this.#last);
    }, EVERY_MS);
  }

  #tell(place) {
    const same = ["x", "y", "at"].every((key) => place?.[key] === this.#told?.[key]);
    if (same) return;
    this.#told = place;
    this.#say(place ?? { x: null, y: null, at: "" });
  }
}
