// The talk as its guest has part in it: two legs, one to the terminal and one to the desk. Without
// DOM.
//
// Events: "room" (how it stands has changed), "line" (to the office), "media" (how a leg is),
// "track" ({leg, track, generation}), "figures" ({leg, figures}).

import { Leg } from "./call_leg.js";
import { GuestLine } from "./guest_line.js";

const LEGS = ["guest", "aside"];

export class GuestTalk extends EventTarget {
  room = null;
  line = "lost";
  #line;
  #devices;
  #legs;
  #told = {}; // leg → what the office knows of it

  constructor(address, devices) {
    super();
    this.#devices = devices;
    this.#line = new GuestLine(address, (said) => this.#hear(said), (state) => this.#lined(state));
    this.#legs = Object.fromEntries(LEGS.map((leg) => [leg, this.#make(leg)]));
    devices.addEventListener("change", () => this.#gate());
  }

  /** Whether the guest takes part: the citizen has agreed, and nobody has left. */
  get here() {
    return this.room?.guest.state === "here";
  }

  get out() {
    return this.room?.guest.state === "out";
  }

  /** How a leg is: new, up, weak, lost. */
  state(leg) {
    return this.#legs[leg].state;
  }

  /** The link was used: come on the line. */
  begin() {
    this.#line.open();
  }

  /** Go for good. An office that cannot be told notices after a while. */
  leave() {
    if (this.#line.say("leave-guest")) return;
    const guest = { ...this.room.guest, state: "out", ended_by: "leave" };
    this.room = { ...this.room, guest };
    this.vanish();
    this.#tell("room");
  }

  /** The page is closed, or loaded anew: it may come back. */
  vanish() {
    this.#hangUp();
    this.#line.close();
  }

  /** Once a second: is the office still there? */
  tick() {
    this.#line.look();
  }

  #make(leg) {
    return new Leg((...signal) => this.#line.signal(leg, ...signal), {
      track: (track, generation) => this.#tell("track", { leg, track, generation }),
      state: () => {
        this.#tell("media");
        this.#tellMedia(leg);
      },
      figures: (figures) => this.#tell("figures", { leg, figures }),
    });
  }

  #hear(said) {
    if (said.type === "guest-room") {
      this.room = said;
      if (!this.here) this.#hangUp();
      if (this.out) this.#line.close();
      this.#gate();
      this.#tell("room");
    } else if (said.type === "guest-connect") {
      this.#legs[said.leg].connect(said);
      this.#gate();
    } else if (said.type === "signal") this.#legs[said.leg].take(said);
  }

  #lined(state) {
    this.line = state;
    this.#told = {};
    if (state === "taken" || state === "gone") this.#hangUp();
    if (state === "live") for (const leg of LEGS) this.#tellMedia(leg);
    this.#tell("line");
  }

  #gate() {
    const open = this.here && !this.room.held;
    for (const leg of LEGS) this.#legs[leg].gate(open, this.#devices.tracks);
  }

  /** Tell the office whether we see somebody, when it has changed. */
  #tellMedia(leg) {
    const { state, generation } = this.#legs[leg];
    if (state === "new") return;
    const up = state !== "lost";
    const told = `${generation} ${up}`;
    if (told === this.#told[leg]) return;
    if (this.#line.say("tell-guest-media", { generation, up, leg })) this.#told[leg] = told;
  }

  #hangUp() {
    for (const leg of LEGS) this.#legs[leg].close();
  }

  #tell(type, detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
