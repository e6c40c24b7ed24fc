// One talk on the page: who, how the connection is, the pictures, and what comes from the terminal.

import { Still } from "./call_chat.js";
import { Services } from "./call_services.js";
import { Sight } from "./call_sight.js";
import { Stage } from "./call_stage.js";
import { StillView } from "./call_still.js";
import { Writing } from "./call_text.js";
import { byId, filled, service, tags, words } from "./call_words.js";

const SENTENCES = { new: "connecting", up: "talking", weak: "weak", lost: "lost" };
const QUALITY = { new: "none", up: "good", weak: "weak", lost: "lost" };

export class CallView {
  #calls;
  #devices;
  #ticket = "";
  #still = new Still();
  #sight = new Sight();

  /** @param {(ended: boolean) => void} changed called when a talk begins or ends */
  constructor(calls, devices, changed) {
    this.#calls = calls;
    this.#devices = devices;
    const say = (type, values) => calls.say(type, values);
    this.stage = new Stage(() => {});
    this.writing = new Writing(say);
    this.services = new Services(say);
    this.still = new StillView((shown) => {
      this.stage.show("still", shown);
      if (shown) this.stage.pin("still");
    });
    calls.addEventListener("cards", () => this.#show(changed));
    calls.addEventListener("media", () => this.#how());
    calls.addEventListener("figures", ({ detail }) => this.#figures(detail));
    calls.addEventListener("heard", ({ detail }) => this.#heard(detail));
    calls.addEventListener("ready", () => this.#ticket && this.writing.again());
    calls.addEventListener("track", ({ detail }) => this.#track(detail));
    devices.addEventListener("change", () => this.#own());
    for (const event of ["resize", "loadeddata", "emptied"]) {
      byId("citizen-video").addEventListener(event, () => this.#how());
    }
    this.#show(changed);
  }

  /** Show the talk large, or small beside the board. */
  size(size) {
    document.body.dataset.call = size;
    byId("do-shrink").hidden = size === "small";
    byId("do-grow").hidden = size !== "small";
    // Beside the board its letters count.
    for (const tool of byId("call").querySelectorAll(".tools [data-letter]")) {
      if (size === "large") tool.dataset.shortcut = tool.dataset.letter;
      else delete tool.dataset.shortcut;
    }
  }

  #show(changed) {
    const card = this.#calls.mine;
    const before = this.#ticket;
    this.#ticket = card?.ticket_id ?? "";
    if (before && before !== this.#ticket) this.#clear();
    byId("call").hidden = !card;
    if (!card) {
      delete document.body.dataset.call;
      // A card that stood by and was closed, or taken by another window, leaves no picture.
      if (!this.#calls.opened && !this.#calls.accepting) this.stage.clear();
      if (before) changed(true);
      return;
    }
    byId("call-number").textContent = card.number;
    byId("call-service").textContent = service(card);
    byId("call-tags").replaceChildren(...tags(card));
    if (before !== this.#ticket) {
      this.size("large");
      this.services.begin(card.service);
      byId("call-title").focus({ preventScroll: true });
      changed(false);
    }
    this.#how();
    this.#own();
  }

  /** Tracks that came while the connection stood by are kept: they are those of the talk. */
  #track(detail) {
    const { opened, accepting } = this.#calls;
    if ([this.#ticket, opened, accepting].includes(detail.ticket)) this.stage.receive(detail);
  }

  #how() {
    const card = this.#calls.mine;
    if (!card) return;
    const { connection } = this.#calls;
    const sentence = card.held ? words.held : words[SENTENCES[connection]];
    if (byId("call-state").textContent !== sentence) byId("call-state").textContent = sentence;
    byId("call").dataset.how = card.held ? "held" : connection;
    byId("open-line").dataset.quality = QUALITY[connection];
    byId("line-word").textContent = words[`line_${QUALITY[connection]}`];
    this.#veil(card, connection, sentence);
  }

  /** What is written over the picture: all of it when nothing comes, a strip when little does. */
  #veil(card, connection, sentence) {
    const blank = byId("citizen-blank");
    const seen = byId("citizen-video").videoWidth > 0 && card.wanted.camera;
    const flows = (connection === "up" || connection === "weak") && !card.held;
    const dark = seen && flows ? this.#sight.now : "";
    if (!flows || (seen && connection === "weak")) blank.textContent = sentence;
    else blank.textContent = seen ? (words[`camera_${dark}`] ?? "") : words.no_picture;
    blank.classList.toggle("veil", seen && !flows);
    blank.classList.toggle("strip", seen && flows && dark !== "off");
    blank.hidden = blank.textContent === "";
  }

  #figures(now) {
    figures(now);
    const before = this.#sight.now;
    if (this.#sight.look(byId("citizen-video"), now.fps) !== before) this.#how();
  }

  #own() {
    const { video, hidden } = this.#devices;
    this.stage.own(hidden ? null : video);
    this.stage.speakFrom(this.#devices.chosen("audiooutput"));
    byId("self-blank").textContent = video ? words.own_picture_off : words.own_picture_none;
    byId("self-blank").hidden = video !== null && !hidden;
    byId("preview-none").hidden = video !== null;
  }

  #heard(message) {
    if (!message) return;
    if (message.type === "typing" || message.type === "wrote") {
      this.writing.hear(message);
      const small = document.body.dataset.call === "small" && message.type === "wrote";
      if (small) this.tell(`${words.their_line}: ${message.text}`);
    }
    else if (message.type === "printed") this.services.printed(message);
    else if (message.type === "still-refused") this.tell(words.still_refused);
    else if (message.type === "still-piece") {
      const blob = this.#still.take(message);
      if (!blob) return;
      this.tell("");
      this.still.show(blob);
    }
  }

  /** Say something that belongs to the talk, until the next thing is said. */
  tell(sentence) {
    byId("call-problem").textContent = sentence;
    byId("call-problem").hidden = sentence === "";
  }

  #clear() {
    this.stage.clear();
    this.writing.clear();
    this.services.clear();
    this.#still.forget();
    this.still.forget();
    this.#sight.forget();
    this.tell("");
    figures(null);
  }
}

function figures(now) {
  const tell = (id, text) => (byId(`figure-${id}`).textContent = text ?? "–");
  tell("rtt", now?.rttMs != null ? `${now.rttMs} ms` : null);
  tell("loss", now && `${(now.loss * 100).toFixed(1)} %`);
  tell("in", now?.width ? filled(words.picture, now) : null);
  tell("out", now?.sentHeight ? filled(words.sent_picture, { height: now.sentHeight }) : null);
  tell("kbit-in", now && filled(words.kbit, { kbit: now.kbitIn }));
  tell("kbit-out", now && filled(words.kbit, { kbit: now.kbitOut }));
}
