// Sounds made from sine waves: nothing to load, nothing to license.

const GONG = [
  [659.26, 0, 1.6],
  [523.25, 0.55, 2.4],
];
const BELL = [
  [880, 0, 0.35],
  [1108.73, 0.18, 0.35],
  [880, 0.36, 0.5],
];

const HINT = [
  [392, 0, 0.5],
  [329.63, 0.22, 0.8],
];

const KNOCK = [
  [196, 0, 0.16],
  [196, 0.2, 0.16],
  [261.63, 0.4, 0.3],
];

export class Sound {
  #context = null;

  /** Whether the browser wants a touch before it lets us be heard. */
  get blocked() {
    return this.#ready().state !== "running";
  }

  /** Call from a touch, or on pages that may always be heard. */
  async unlock() {
    // Without permission the promise stays open for ever; it must not hold up the page.
    await Promise.race([
      this.#ready().resume(),
      new Promise((resolve) => setTimeout(resolve, 300)),
    ]);
    return !this.blocked;
  }

  /** Two deep tones: somebody is called. */
  gong() {
    this.#play(GONG, 0.5);
  }

  /** Three short tones: somebody needs help. */
  bell() {
    this.#play(BELL, 0.25);
  }

  /** Three short low tones, as on wood: somebody knocks. */
  knock() {
    this.#play(KNOCK, 0.4);
  }

  /** Two low tones: a device needs somebody. */
  hint() {
    this.#play(HINT, 0.25);
  }

  #ready() {
    this.#context ??= new AudioContext();
    return this.#context;
  }

  #play(tones, loudness) {
    const context = this.#ready();
    if (context.state !== "running") return;
    for (const [pitch, after, length] of tones) {
      for (const [multiple, share] of [[1, 1], [2, 0.3], [3, 0.1]]) {
        const from = context.currentTime + after;
        const tone = new OscillatorNode(context, { frequency: pitch * multiple });
        const volume = new GainNode(context, { gain: 0 });
        volume.gain.setValueAtTime(0, from);
        volume.gain.linearRampToValueAtTime(loudness * share, from + 0.012);
        volume.gain.exponentialRampToValueAtTime(0.0001, from + length / multiple ** 0.5);
        tone.connect(volume).connect(context.destination);
        tone.start(from);
        tone.stop(from + length);
      }
    }
  }
}
