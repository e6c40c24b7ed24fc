// The connections of one desk: one that stands by for the open card, one of the talk. Without DOM.

import { CallMedia } from "./call_media.js";
import { Watch } from "./call_watch.js";

const NOTHING = { audio: null, video: null };

export class Connections {
  /** How the connection of the talk is: new, up, weak, lost. */
  state = "new";
  #all = new Map(); // ticket → CallMedia
  #signal;
  #told;
  #talk = "";
  #held = false;
  #tracks = NOTHING;
  #watch = null;

  /**
   * @param {(ticket: string, generation: number, kind: string, body?: string) => void} signal
   * @param {Record<"track" | "ready" | "heard" | "state" | "figures", Function>} told
   */
  constructor(signal, told) {
    this.#signal = signal;
    this.#told = told;
  }

  /** The connection of the talk. */
  get talking() {
    return this.#all.get(this.#talk);
  }

  get(ticket) {
    return this.#all.get(ticket);
  }

  /** Make a new connection; an older one of the same ticket is replaced. */
  connect({ ticket_id: ticket, ...connect }) {
    const old = this.#all.get(ticket);
    if (old && old.generation >= connect.generation) return;
    const current = (tell) => (...values) => this.#all.get(ticket) === media && tell(...values);
    const media = new CallMedia(
      connect,
      (kind, body) => this.#signal(ticket, connect.generation, kind, body),
      {
        track: current((track) => this.#told.track({ ticket, track, generation: connect.generation })),
        ready: current(() => this.#told.ready(ticket)),
        message: current((text) => ticket === this.#talk && this.#told.heard(text)),
        state: current((state) => state === "failed" && this.#is(ticket, "lost")),
      },
    );
    this.#all.set(ticket, media);
    old?.close();
    if (ticket === this.#talk) this.#stopWatching();
    this.#settle();
  }

  /** Use what a terminal says; what belongs to an older connection is left. */
  take({ ticket_id, generation, kind, body }) {
    const media = this.#all.get(ticket_id);
    if (media?.generation !== generation) return;
    if (kind === "bye") this.#is(ticket_id, "lost");
    else media.take(kind, body);
  }

  /**
   * Only in a talk that is not on hold anything of the desk passes.
   * @param {string} talk its ticket, "" for none
   * @param {{audio: MediaStreamTrack | null, video: MediaStreamTrack | null}} tracks
   */
  gate(talk, held, tracks) {
    if (talk !== this.#talk) this.#stopWatching();
    this.#talk = talk;
    this.#held = held;
    this.#tracks = tracks;
    this.#settle();
  }

  /** Give up every connection that is not of one of these tickets. */
  keep(tickets) {
    for (const [ticket, media] of this.#all) {
      if (tickets.includes(ticket)) continue;
      this.#all.delete(ticket);
      media.close();
    }
  }

  #settle() {
    for (const [ticket, media] of this.#all) {
      const open = ticket === this.#talk && !this.#held;
      media.send(open ? this.#tracks : NOTHING).catch(() => {});
    }
    const media = this.talking;
    if (!media) return this.#stopWatching();
    const ticket = this.#talk;
    this.#watch ??= new Watch(media, {
      state: (state) => this.talking === media && this.#is(ticket, state),
      figures: (figures) => this.#told.figures(figures),
    });
    this.#watch.rest(this.#held);
  }

  #is(ticket, state) {
    if (ticket !== this.#talk || this.state === state) return;
    this.state = state;
    this.#told.state(state);
  }

  #stopWatching() {
    this.#watch?.stop();
    this.#watch = null;
    if (this.state === "new") return;
    this.state = "new";
    this.#told.state("new");
  }
}
