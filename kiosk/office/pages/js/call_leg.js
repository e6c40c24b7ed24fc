// One leg with a guest: desk and guest, or terminal and guest. Without DOM.
//
// A new generation replaces the connection; what is shown stays until something new has come.

import { CallMedia } from "./call_media.js";
import { Watch } from "./call_watch.js";

const NOTHING = { audio: null, video: null };

export class Leg {
  /** How the connection is: new, up, weak, lost. */
  state = "new";
  #signal;
  #told;
  #offers;
  #media = null;
  #watch = null;
  #open = false;
  #tracks = NOTHING;

  /**
   * @param {(generation: number, kind: string, body?: string) => void} signal
   * @param {Record<"track" | "state" | "figures", Function>} told
   * @param {boolean} offers whether this end makes the offer
   */
  constructor(signal, told, offers = false) {
    this.#signal = signal;
    this.#told = told;
    this.#offers = offers;
  }

  /** The number of the present connection, 0 for none. */
  get generation() {
    return this.#media?.generation ?? 0;
  }

  /** Make a new connection; an older one is replaced. */
  connect(connect) {
    const { generation } = connect;
    const old = this.#media;
    if (old && old.generation >= generation) return;
    const current = (tell) => (...values) => this.#media === media && tell(...values);
    const media = new CallMedia(connect, (kind, body) => this.#signal(generation, kind, body), {
      track: current((track) => this.#told.track(track, generation)),
      ready: () => {},
      message: () => {},
      state: current((state) => state === "failed" && this.#is("lost")),
    });
    this.#media = media;
    old?.close();
    this.#watch?.stop();
    this.#is("new");
    this.#watch = new Watch(media, {
      state: current((state) => this.#is(state)),
      figures: current((figures) => this.#told.figures(figures)),
    });
    this.#settle();
    if (this.#offers) media.offer();
  }

  /** Use what the other end says; what belongs to an older connection is left. */
  take({ generation, kind, body }) {
    if (this.#media?.generation !== generation) return;
    if (kind === "bye") this.#is("lost");
    else this.#media.take(kind, body);
  }

  /** Let these tracks pass, or nothing while the talk is on hold. */
  gate(open, tracks) {
    this.#open = open;
    this.#tracks = tracks;
    this.#settle();
  }

  close() {
    this.#watch?.stop();
    this.#media?.close();
    this.#watch = this.#media = null;
    this.#is("new");
  }

  #settle() {
    this.#media?.send(this.#open ? this.#tracks : NOTHING).catch(() => {});
    this.#watch?.rest(!this.#open);
  }

  #is(state) {
    if (this.state === state) return;
    this.state = state;
    this.#told.state(state);
  }
}
