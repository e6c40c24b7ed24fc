// The desk's leg with the guest of its talk. Without DOM.

import { Leg } from "./call_leg.js";

const THERE = ["arrived", "here"];

export class Aside {
  #leg;
  #line;
  #mine; // the card of the talk, or undefined
  #toldUp = ""; // what the office knows of the connection

  /**
   * @param {import("./call_line.js").CallLine} line
   * @param {Record<"track" | "state" | "figures", Function>} told
   */
  constructor(line, told) {
    this.#line = line;
    const signal = (generation, kind, body) => {
      if (this.#mine) line.signal(this.#mine.ticket_id, generation, kind, body, "aside");
    };
    const track = (track, generation) => told.track({ track, generation });
    const state = () => {
      told.state();
      this.tell();
    };
    this.#leg = new Leg(signal, { track, state, figures: told.figures }, true);
  }

  /** How the connection is: new, up, weak, lost. */
  get state() {
    return this.#leg.state;
  }

  /** Use what the office, or the guest, says about this leg. */
  hear(said) {
    if (said.ticket_id !== this.#mine?.ticket_id) return;
    if (said.type === "desk-connect") this.#leg.connect(said);
    else if (said.type === "signal") this.#leg.take(said);
  }

  /** Bring the connection in line with the card of the talk. */
  settle(mine) {
    // The cards come a moment after the connection: a guest who has just arrived is let be.
    if (!THERE.includes(mine?.guest?.state)) this.#leg.close();
    this.#mine = mine;
  }

  gate(open, tracks) {
    this.#leg.gate(open, tracks);
  }

  /** The line was lost: an office that is back knows nothing. */
  forgetTold() {
    this.#toldUp = "";
  }

  /** Tell the office whether we see the guest, when it has changed. */
  tell() {
    const { state, generation } = this.#leg;
    if (!this.#mine || state === "new") return;
    const { ticket_id } = this.#mine;
    const up = state !== "lost";
    const told = `${ticket_id} ${generation} ${up}`;
    if (told === this.#toldUp) return;
    this.#toldUp = told;
    const values = { ticket_id, generation, up, leg: "aside" };
    this.#line.ask("tell-desk-media", values).catch(() => this.forgetTold());
  }

  close() {
    this.#leg.close();
  }
}
