// A line of a page to the office: opened, lost and opened again, with a beat. Without DOM.

const SILENT_AFTER_MS = 5_000; // the office beats every 1.5 s
const FIRST_RETRY_MS = 400;
const LONGEST_RETRY_MS = 5_000;

/** Return the JSON text of a message; only names and fields of the table can be written. */
export function written(table, type, values) {
  const message = { type };
  for (const field of table[type]) {
    if (values[field] === undefined) throw new TypeError(`${type} without ${field}`);
    message[field] = values[field];
  }
  return JSON.stringify(message);
}

/** Return the address of a line of this office. */
export function lineAddress(path) {
  const address = new URL(path, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  return address.href;
}

export class OfficeLine {
  #address;
  #beat;
  #read;
  #tell;
  #last;
  #socket = null;
  #retry = 0;
  #retryMs = FIRST_RETRY_MS;
  #heardAt = 0;
  #closed = false;

  /**
   * @param {string} address
   * @param {string} beat what is said to a beat of the office, at once
   * @param {(message: object) => void} read takes every other message
   * @param {(state: string) => void} tell "live", "lost", or the word of a code of `last`
   * @param {Record<number, string>} last close codes after which no line is opened again
   */
  constructor(address, beat, read, tell, last) {
    this.#address = address;
    this.#beat = beat;
    this.#read = read;
    this.#tell = tell;
    this.#last = last;
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
    socket.onmessage = (event) => this.#hear(event.data);
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

  /** Send a text; returns whether there is a line. */
  send(text) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(text);
    return true;
  }

  #hear(text) {
    const message = JSON.parse(text);
    this.#heardAt = performance.now();
    // Back at once, and not by a timer: a window that is frozen does not, and the office sees it.
    if (message.type === "beat") this.send(this.#beat);
    else this.#read(message);
  }

  #lost(socket, code = 0) {
    if (this.#socket !== socket) return;
    this.#socket = null;
    const last = this.#last[code];
    if (last) {
      this.#closed = true;
      return this.#tell(last);
    }
    if (this.#closed) return;
    this.#tell("lost");
    this.#retry = setTimeout(() => this.open(), this.#retryMs * (0.75 + Math.random() / 2));
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  }
}
