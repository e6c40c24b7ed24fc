// The line to the office about video calls: questions with ids, pushes, signals, and a beat.
// Without DOM. Names and fields are those of kiosk/domain/desk_messages.py; a test compares them.

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
  "tell-desk-media": ["id", "ticket_id", "generation", "up"],
  "signal": ["ticket_id", "generation", "kind", "body"],
  "beat": [],
};

/** What we understand. */
export const TO_DESK = {
  "knocks-now": ["as_of", "cards"],
  "desk-connect": ["ticket_id", "generation", "ice_servers", "relay_only"],
  "desk-told": ["id"],
  "refusal": ["id", "code", "facts"],
  "signal": ["ticket_id", "generation", "kind", "body"],
  "beat": [],
};

const TAKEN_OVER = 4001; // another window of this desk has the line now
const SIGNED_OUT = 4002; // the page goes to the sign-in by itself
const SILENT_AFTER_MS = 5_000; // the office beats every 1.5 s
const ANSWERED_WITHIN_MS = 8_000;
const FIRST_RETRY_MS = 400;
const LONGEST_RETRY_MS = 5_000;

/** The office has said no, or could not be asked; `code` as in kiosk/domain/errors.py. */
export class Refusal extends Error {
  constructor(code, facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** Return the JSON text of a message; only names and fields of the table can be written. */
export function written(table, type, values) {
  const message = { type };
  for (const field of table[type]) {
    if (values[field] === undefined) throw new TypeError(`${type} without ${field}`);
    message[field] = values[field];
  }
  return JSON.stringify(message);
}

export class CallLine {
  #address;
  #hear;
  #tell;
  #socket = null;
  #last = 0;
  #asked = new Map();
  #retry = 0;
  #retryMs = FIRST_RETRY_MS;
  #heardAt = 0;
  #closed = false;

  /**
   * @param {string} address
   * @param {(message: object) => void} hear what the office says of itself
   * @param {(state: "live" | "lost" | "taken") => void} tell how the line is
   */
  constructor(address, hear, tell) {
    this.#address = address;
    this.#hear = hear;
    this.#tell = tell;
  }

  open() {
    clearTimeout(this.#retry);
    if (this.#closed || this.#socket) return;
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    this.#heardAt = performance.now();
    socket.onopen = () => {
      this.#retryMs = FIRST_RETRY_MS;
      this.#tell("live");
    };
    socket.onmessage = (event) => this.#read(event.data);
    socket.onclose = (event) => this.#lost(socket, event.code);
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#socket?.close();
    this.#socket = null;
  }

  /** Call now and then: a line on which nothing is heard is given up, and another one tried. */
  look() {
    const socket = this.#socket;
    if (!socket || performance.now() - this.#heardAt < SILENT_AFTER_MS) return;
    socket.close();
    this.#lost(socket);
  }

  /** Ask; resolves when it is done, rejects with a `Refusal`. */
  ask(type, values) {
    const id = ++this.#last;
    const text = written(FROM_DESK, type, { id, ...values });
    return new Promise((done, refused) => {
      if (!this.#send(text)) return refused(new Refusal("line-lost"));
      const late = setTimeout(() => this.#answer(id, new Refusal("no-answer")), ANSWERED_WITHIN_MS);
      this.#asked.set(id, { done, refused, late });
    });
  }

  /** Pass a signal to the terminal. On a line that is lost it goes nowhere. */
  signal(ticket_id, generation, kind, body = "") {
    this.#send(written(FROM_DESK, "signal", { ticket_id, generation, kind, body }));
  }

  #send(text) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(text);
    return true;
  }

  #read(text) {
    const message = JSON.parse(text);
    this.#heardAt = performance.now();
    // Back at once, and not by a timer: a window that is frozen does not, and the office sees it.
    if (message.type === "beat") this.#send(written(FROM_DESK, "beat", {}));
    else if (message.type === "desk-told") this.#answer(message.id);
    else if (message.type === "refusal") {
      this.#answer(message.id, new Refusal(message.code, message.facts));
    } else if (message.type in TO_DESK) this.#hear(message);
  }

  #answer(id, refusal = null) {
    const asked = this.#asked.get(id);
    if (!asked) return;
    this.#asked.delete(id);
    clearTimeout(asked.late);
    if (refusal) asked.refused(refusal);
    else asked.done();
  }

  #lost(socket, code = 0) {
    if (this.#socket !== socket) return;
    this.#socket = null;
    for (const id of [...this.#asked.keys()]) this.#answer(id, new Refusal("line-lost"));
    if (code === TAKEN_OVER || code === SIGNED_OUT) {
      this.#closed = true;
      return this.#tell(code === TAKEN_OVER ? "taken" : "lost");
    }
    if (this.#closed) return;
    this.#tell("lost");
    this.#retry = setTimeout(() => this.open(), this.#retryMs * (0.75 + Math.random() / 2));
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  }
}
