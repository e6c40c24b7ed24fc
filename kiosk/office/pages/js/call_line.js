// The line to the office about video calls: questions with ids, pushes, signals, and a beat.
// Without DOM. Names and fields are those of kiosk/domain/desk_messages.py; a test compares them.

import { OfficeLine, written } from "./office_line.js";

/** What we may say, and with which fields. */
export const FROM_DESK = {
  "open-card": ["id", "ticket_id"],
  "close-card": ["id", "ticket_id"],
  "accept-knock": ["id", "ticket_id"],
  "decline-knock": ["id", "ticket_id", "why"],
  "ask-to-wait": ["id", "ticket_id"],
  "hold-call": ["id", "ticket_id", "on"],
  "transfer-knock": ["id", "ticket_id", "department", "note"],
  "end-call": ["id", "ticket_id"],
  "tell-desk-media": ["id", "ticket_id", "generation", "up", "leg"],
  "invite-guest": ["id", "ticket_id", "kind", "language"],
  "dismiss-guest": ["id", "ticket_id"],
  "pin-guest": ["id", "ticket_id", "on"],
  "signal": ["ticket_id", "generation", "kind", "body", "leg"],
  "beat": [],
};

/** What we understand. */
export const TO_DESK = {
  "knocks-now": ["as_of", "cards"],
  "desk-connect": ["ticket_id", "generation", "ice_servers", "relay_only", "leg"],
  "desk-told": ["id"],
  "guest-invited": ["id", "address", "until", "code"],
  "refusal": ["id", "code", "facts"],
  "signal": ["ticket_id", "generation", "kind", "body", "leg"],
  "beat": [],
};

const LAST = {
  4001: "taken", // another window of this desk has the line now
  4002: "lost", // the page goes to the sign-in by itself
};
const ANSWERED_WITHIN_MS = 8_000;

/** The office has said no, or could not be asked; `code` as in kiosk/domain/errors.py. */
export class Refusal extends Error {
  constructor(code, facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

export class CallLine {
  #line;
  #hear;
  #asked = new Map();
  #last = 0;

  /**
   * @param {string} address
   * @param {(message: object) => void} hear what the office says of itself
   * @param {(state: "live" | "lost" | "taken") => void} tell how the line is
   */
  constructor(address, hear, tell) {
    this.#hear = hear;
    const told = (state) => {
      if (state !== "live") this.#giveUp();
      tell(state);
    };
    const beat = written(FROM_DESK, "beat", {});
    this.#line = new OfficeLine(address, beat, (message) => this.#read(message), told, LAST);
  }

  open() {
    this.#line.open();
  }

  close() {
    this.#line.close();
  }

  /** Call now and then: a silent line is given up, and another one tried. */
  look() {
    this.#line.look();
  }

  /** Ask; resolves with the answer when it is done, rejects with a `Refusal`. */
  ask(type, values) {
    const id = ++this.#last;
    const text = written(FROM_DESK, type, { id, ...values });
    return new Promise((done, refused) => {
      if (!this.#line.send(text)) return refused(new Refusal("line-lost"));
      const late = setTimeout(() => this.#refuse(id, "no-answer"), ANSWERED_WITHIN_MS);
      this.#asked.set(id, { done, refused, late });
    });
  }

  /** Pass a signal to the other end of a leg. On a line that is lost it goes nowhere. */
  signal(ticket_id, generation, kind, body = "", leg = "talk") {
    this.#line.send(written(FROM_DESK, "signal", { ticket_id, generation, kind, body, leg }));
  }

  #read(message) {
    const { type, id } = message;
    if (type === "desk-told" || type === "guest-invited") this.#taken(id)?.done(message);
    else if (type === "refusal") this.#refuse(id, message.code, message.facts);
    else if (type in TO_DESK) this.#hear(message);
  }

  #refuse(id, code, facts) {
    this.#taken(id)?.refused(new Refusal(code, facts));
  }

  #taken(id) {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    clearTimeout(asked?.late);
    return asked;
  }

  #giveUp() {
    for (const id of [...this.#asked.keys()]) this.#refuse(id, "line-lost");
  }
}
