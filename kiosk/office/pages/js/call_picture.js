// The picture and the sound of one person, over as many connections as it takes.

export class Picture {
  /** Whether the browser wants a touch before it lets us hear this person. */
  blocked = false;
  #video;
  #changed;
  #streams = new Map(); // generation → what has come of it

  /** @param {() => void} changed called when `blocked` has changed */
  constructor(video, changed) {
    this.#video = video;
    this.#changed = changed;
  }

  /** Whether moving pictures are there. */
  get seen() {
    return this.#video.videoWidth > 0;
  }

  /** A track has come; what came before stays until something of the new connection is there. */
  receive(track, generation) {
    const stream = this.#streams.get(generation) ?? new MediaStream();
    this.#streams.set(generation, stream);
    stream.addTrack(track);
    const use = () => this.#use(generation, stream);
    track.addEventListener("unmute", use);
    // Where nothing is shown there is nothing to keep, and the first picture is there sooner.
    const blank = track.kind === "video" && this.#video.readyState === 0;
    if (blank || !track.muted) use();
  }

  #use(generation, stream) {
    if (this.#streams.get(generation) !== stream || this.#video.srcObject === stream) return;
    for (const older of this.#streams.keys()) {
      if (older < generation) this.#streams.delete(older);
    }
    this.#video.srcObject = stream;
    this.play();
  }

  /** After a reload a browser may want a touch before it lets us hear somebody. */
  async play() {
    const video = this.#video;
    if (!video.srcObject) return;
    video.muted = false;
    try {
      await video.play();
      this.#block(false);
    } catch (error) {
      if (error.name !== "NotAllowedError") return; // replaced by a newer one
      video.muted = true;
      this.#block(true);
      video.play().catch(() => {});
    }
  }

  /** Let the person be heard from a loudspeaker; one that is gone is none. */
  speakFrom(loudspeaker) {
    this.#video.setSinkId?.(loudspeaker).catch(() => {});
  }

  clear() {
    this.#streams.clear();
    this.#video.srcObject = null;
    this.#block(false);
  }

  #block(blocked) {
    this.blocked = blocked;
    this.#changed();
  }
}
