// The still of a document: drawn from memory, larger and smaller, and gone with the talk.

import { byId } from "./call_words.js";

const LARGEST = 6;
const STEP = 1.25;

export class StillView {
  #scale = 1;
  #shown;

  /** @param {(shown: boolean) => void} shown called when a still is there or gone */
  constructor(shown) {
    this.#shown = shown;
    const place = byId("still-place");
    byId("still").width = byId("still").height = 0;
    byId("still-larger").addEventListener("click", () => this.#zoom(STEP));
    byId("still-smaller").addEventListener("click", () => this.#zoom(1 / STEP));
    byId("still-away").addEventListener("click", () => this.forget());
    place.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.#zoom(event.deltaY < 0 ? STEP : 1 / STEP);
    }, { passive: false });
    place.addEventListener("keydown", (event) => {
      if (event.key === "+") this.#zoom(STEP);
      else if (event.key === "-") this.#zoom(1 / STEP);
    });
    place.addEventListener("pointerdown", (event) => this.#drag(event));
    // Art. 5 GDPR: what somebody held up is looked at, not kept.
    place.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  async show(blob) {
    const picture = await createImageBitmap(blob).catch(() => null);
    if (!picture) return;
    const canvas = byId("still");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d").drawImage(picture, 0, 0);
    picture.close();
    this.#scale = 1;
    this.#shown(true);
    this.#zoom(1);
  }

  forget() {
    const canvas = byId("still");
    canvas.width = canvas.height = 0;
    this.#shown(false);
  }

  #zoom(factor) {
    this.#scale = Math.min(LARGEST, Math.max(1, this.#scale * factor));
    byId("still").style.width = `${this.#scale * 100}%`;
    byId("still-smaller").disabled = this.#scale === 1;
    byId("still-larger").disabled = this.#scale === LARGEST;
  }

  #drag(event) {
    const place = event.currentTarget;
    const from = { x: event.clientX + place.scrollLeft, y: event.clientY + place.scrollTop };
    const move = ({ clientX, clientY }) => place.scrollTo(from.x - clientX, from.y - clientY);
    place.setPointerCapture(event.pointerId);
    place.addEventListener("pointermove", move);
    const drop = () => place.removeEventListener("pointermove", move);
    place.addEventListener("lostpointercapture", drop, { once: true });
  }
}
