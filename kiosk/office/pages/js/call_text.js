// Writing to each other: each keystroke is seen at once (EN 301 549, 6.2), nothing is kept.

import { byId, filled, words } from "./call_words.js";

const TELL_EVERY_MS = 150;
const MOST_LINES = 200;

export class Writing {
  #say;
  #timer = 0;
  #told = "";

  /** @param {(type: string, values: object) => boolean} say */
  constructor(say) {
    this.#say = say;
    const field = byId("write");
    field.addEventListener("input", () => {
      this.#timer ||= setTimeout(() => this.#type(), TELL_EVERY_MS);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) this.#finish();
    });
    byId("to-write").addEventListener("click", () => field.focus());
  }

  hear(message) {
    if (message.type === "typing") this.#theirs(message.text);
    else {
      this.#theirs("");
      this.#line(false, message.text);
    }
  }

  clear() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#told = byId("write").value = "";
    byId("lines").replaceChildren();
    this.#theirs("");
  }

  /** A new connection knows nothing of the line that is being written. */
  again() {
    this.#told = "";
    this.#type();
  }

  #type() {
    this.#timer = 0;
    const text = byId("write").value;
    if (text !== this.#told && this.#say("typing", { text })) this.#told = text;
  }

  #finish() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const field = byId("write");
    const text = field.value.trim();
    if (!text || !this.#say("wrote", { text })) return;
    field.value = this.#told = "";
    this.#line(true, text);
  }

  #theirs(text) {
    const line = byId("typing");
    line.textContent = text && filled(words.types, { text });
    line.hidden = text === "";
    this.#follow();
  }

  #line(own, text) {
    const line = document.createElement("li");
    const who = document.createElement("strong");
    line.className = own ? "own" : "theirs";
    who.textContent = own ? words.own_line : words.their_line;
    line.append(who, " ", text);
    const lines = byId("lines");
    lines.append(line);
    while (lines.children.length > MOST_LINES) lines.firstElementChild.remove();
    this.#follow();
  }

  #follow() {
    byId("lines").scrollTop = byId("lines").scrollHeight;
  }
}
