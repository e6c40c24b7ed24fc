// The line of a guest's page to the office. Without DOM. Names and fields are those of
// kiosk/domain/guest_messages.py; a test compares them.

import { OfficeLine, written } from "./office_line.js";

/** What we may say, and with which fields. */
export const FROM_GUEST = {
  "tell-guest-media": ["generation", "up", "leg"],
  "leave-guest": [],
  "signal": ["ticket_id", "generation", "kind", "body", "leg"],
  "beat": [],
};

/** What we understand. */
export const TO_GUEST = {
  "guest-room": ["guest", "held", "over"],
  "guest-connect": ["generation", "leg", "ice_servers", "relay_only"],
  "signal": ["ticket_id", "generation", "kind", "body", "leg"],
  "beat": [],
};

const LAST = {
  4001: "taken", // another window has the line now
  4004: "gone", // there is no such guest any more
};

export class GuestLine {
  #line;

  /**
   * @param {string} address
   * @param {(message: object) => void} hear
   * @param {(state: "live" | "lost" | "taken" | "gone") => void} tell
   */
  constructor(address, hear, tell) {
    const known = (message) => message.type in TO_GUEST && hear(message);
    this.#line = new OfficeLine(address, written(FROM_GUEST, "beat", {}), known, tell, LAST);
  }

  open() {
    this.#line.open();
  }

  close() {
    this.#line.close();
  }

  look() {
    this.#line.look();
  }

  /** Say something; returns whether there is a line. */
  say(type, values = {}) {
    return this.#line.send(written(FROM_GUEST, type, values));
  }

  signal(leg, generation, kind, body = "") {
    return this.say("signal", { ticket_id: "", generation, kind, body, leg });
  }
}
