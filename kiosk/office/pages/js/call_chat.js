// What the two people's machines say to each other over the data channel. Without DOM.
// Names and fields are those of kiosk/domain/call_chat.py; a test compares them.

import { written } from "./office_line.js";

export const CHAT = {
  "typing": ["text"],
  "wrote": ["text"],
  "show-service": ["service"],
  "point": ["x", "y", "at"],
  "ask-still": [],
  "still-refused": [],
  "still-piece": ["number", "data", "more"],
  "print-service": ["service"],
  "printed": ["service", "paper"],
};

const LARGEST_STILL = 16_000_000; // characters of base 64
const LARGEST_MESSAGE = 16_384;

/** Return the JSON text of something to say. */
export function spoken(type, values = {}) {
  return written(CHAT, type, values);
}

/** Return what was heard, or null for what we do not know. */
export function heard(text) {
  if (text.length > LARGEST_MESSAGE) return null;
  try {
    const message = JSON.parse(text);
    return Object.hasOwn(CHAT, message?.type) ? message : null;
  } catch {
    return null;
  }
}

/** Puts a still together that comes in pieces. */
export class Still {
  #pieces = [];
  #size = 0;

  /** Take a piece; returns the whole picture as a Blob with the last one, else null. */
  take({ number, data, more }) {
    if (number === 0) this.forget();
    if (number !== this.#pieces.length || (this.#size += data.length) > LARGEST_STILL) {
      this.forget();
      return null;
    }
    this.#pieces.push(data);
    if (more) return null;
    const bytes = Uint8Array.from(atob(this.#pieces.join("")), (each) => each.charCodeAt(0));
    this.forget();
    return new Blob([bytes], { type: "image/jpeg" });
  }

  forget() {
    this.#pieces = [];
    this.#size = 0;
  }
}
