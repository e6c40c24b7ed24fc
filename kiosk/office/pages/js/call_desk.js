// The calls of one desk: its cards, and at most one talk. Without DOM.
//
// Events: "cards" (knocks or the talk have changed), "line" (to the office), "media" (how the
// talk's connection is), "track", "ready" (a connection stands by), "heard", "figures"; of the
// guest: "guest-media", "guest-track", "guest-figures".

import { Aside } from "./call_aside.js";
import { heard, spoken } from "./call_chat.js";
import { Connections } from "./call_connections.js";
import { CallLine } from "./call_line.js";

const ANSWERED = ["connecting", "talking"];

export class DeskCalls extends EventTarget {
  cards = [];
  skewMs = 0; // the office's clock minus ours
  opened = ""; // the ticket of the card that is looked at
  accepting = ""; // the ticket of the card for which the office has not answered yet
  line = "lost";
  screen = null; // the track that is shared
  #line;
  #devices;
  #connections;
  #aside; // the leg with the guest
  #toldUp = ""; // what the office knows of the talk's connection

  constructor(address, devices) {
    super();
    this.#devices = devices;
    this.#line = new CallLine(address, (said) => this.#hear(said), (state) => this.#lined(state));
    this.#connections = new Connections((...signal) => this.#line.signal(...signal), {
      track: (track) => this.#tell("track", track),
      ready: () => this.#tell("ready"),
      heard: (text) => this.#tell("heard", heard(text)),
      figures: (figures) => this.#tell("figures", figures),
      state: () => this.#how(),
    });
    this.#aside = new Aside(this.#line, {
      track: (track) => this.#tell("guest-track", track),
      state: () => this.#tell("guest-media"),
      figures: (figures) => this.#tell("guest-figures", figures),
    });
    devices.addEventListener("change", () => this.#gate());
    this.#line.open();
  }

  /** The card of the talk of this desk, or undefined. */
  get mine() {
    return this.cards.find((card) => card.mine && ANSWERED.includes(card.state));
  }

  get knocks() {
    return this.cards.filter((card) => card.state === "knocking");
  }

  /** How the connection of the talk is: new, up, weak, lost. */
  get connection() {
    return this.#connections.state;
  }

  /** How the connection with the guest is. */
  get guestConnection() {
    return this.#aside.state;
  }

  /** Whether the connection of a card stands by. */
  ready(ticket_id) {
    return this.#connections.get(ticket_id)?.open ?? false;
  }

  /** Once a second: is the office still there? */
  tick() {
    this.#line.look();
  }

  /** Somebody leaves the page: the terminal hears it before the network tells. */
  leave() {
    this.#connections.keep([]);
    this.#aside.close();
    this.#line.close();
  }

  // ------------------------------------------------------------------ what the clerk does
  async look(ticket_id) {
    if (this.opened && this.opened !== ticket_id) await this.lookAway();
    this.opened = ticket_id;
    this.#settle();
    await this.#line.ask("open-card", { ticket_id });
  }

  async lookAway() {
    const ticket_id = this.opened;
    if (!ticket_id) return;
    this.opened = "";
    this.#settle();
    await this.#line.ask("close-card", { ticket_id }).catch(() => {});
  }

  async accept(ticket_id) {
    // The camera needs a while: it is opened while the office is asked, not after.
    this.accepting = ticket_id;
    this.#devices.open();
    try {
      await this.#line.ask("accept-knock", { ticket_id });
      const card = this.cards.find((each) => each.ticket_id === ticket_id);
      // The cards come a moment later; the citizen waits for a picture now.
      if (card && !card.mine) Object.assign(card, { mine: true, state: "connecting" });
    } finally {
      this.accepting = "";
      this.#settle();
    }
  }

  decline(ticket_id, why) {
    return this.#line.ask("decline-knock", { ticket_id, why });
  }

  askToWait(ticket_id) {
    return this.#line.ask("ask-to-wait", { ticket_id });
  }

  hold(on) {
    return this.#line.ask("hold-call", { ticket_id: this.mine.ticket_id, on });
  }

  transfer(department, note) {
    return this.#line.ask("transfer-knock", { ticket_id: this.mine.ticket_id, department, note });
  }

  end() {
    return this.#line.ask("end-call", { ticket_id: this.mine.ticket_id });
  }

  /** Pull in a guest; resolves with the link. */
  invite(kind, language) {
    return this.#line.ask("invite-guest", { ticket_id: this.mine.ticket_id, kind, language });
  }

  dismissGuest() {
    return this.#line.ask("dismiss-guest", { ticket_id: this.mine.ticket_id });
  }

  pinGuest(on) {
    return this.#line.ask("pin-guest", { ticket_id: this.mine.ticket_id, on });
  }

  share(track) {
    this.screen = track;
    return this.#connections.talking?.share(track);
  }

  /** Say something to the terminal; returns whether it went out. */
  say(type, values = {}) {
    return this.#connections.talking?.say(spoken(type, values)) ?? false;
  }

  // ------------------------------------------------------------------ what the office says
  #hear(said) {
    if (said.type === "knocks-now") {
      this.skewMs = Date.parse(said.as_of) - Date.now();
      this.cards = said.cards;
      this.#settle();
      this.#tellMedia();
      this.#aside.tell();
    } else if (said.leg === "aside") this.#aside.hear(said);
    else if (said.type === "desk-connect") {
      this.#connections.connect(said);
      this.#tell("ready");
    } else if (said.type === "signal") this.#connections.take(said);
  }

  #lined(state) {
    this.line = state;
    this.#toldUp = "";
    this.#aside.forgetTold();
    if (state === "taken") {
      this.cards = [];
      this.opened = "";
      this.#settle();
    }
    if (state === "live" && this.opened) {
      this.#line.ask("open-card", { ticket_id: this.opened }).catch(() => {});
    }
    this.#tell("line");
  }

  /** Bring connections and devices in line with the cards. */
  #settle() {
    const mine = this.mine?.ticket_id ?? "";
    const known = this.cards.map((card) => card.ticket_id);
    if (this.opened === mine || !known.includes(this.opened)) this.opened = "";
    this.#connections.keep([mine, this.opened, this.accepting]);
    this.#aside.settle(this.mine);
    if (!mine) {
      this.screen?.stop();
      this.screen = null;
    }
    if (mine || this.opened || this.accepting) this.#devices.open();
    else this.#devices.close();
    this.#gate();
    this.#tell("cards");
  }

  #gate() {
    const { mine } = this;
    this.#connections.gate(mine?.ticket_id ?? "", mine?.held ?? false, this.#devices.tracks);
    this.#aside.gate(mine !== undefined && !mine.held, this.#devices.tracks);
  }

  #how() {
    this.#tell("media");
    this.#tellMedia();
    const up = ["up", "weak"].includes(this.connection);
    if (up && this.screen) this.#connections.talking.share(this.screen);
  }

  /** Tell the office whether we see somebody: when it changes, and to an office that is back. */
  #tellMedia() {
    const { mine, connection } = this;
    const media = this.#connections.talking;
    if (!mine || (media && connection === "new")) return;
    const { ticket_id } = mine;
    const generation = media?.generation ?? mine.generation;
    const up = media !== undefined && connection !== "lost";
    const told = `${ticket_id} ${generation} ${up}`;
    if (told === this.#toldUp || this.line !== "live") return;
    this.#toldUp = told;
    this.#line.ask("tell-desk-media", { ticket_id, generation, up, leg: "talk" }).catch(() => {});
  }

  #tell(type, detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
