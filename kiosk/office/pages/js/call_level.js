// How loud a microphone is, so that one sees before a talk that it works.

const LOOK_EVERY_MS = 100;

export class Level {
  #meter;
  #context = null;
  #track = null;
  #timer = 0;

  constructor(meter) {
    this.#meter = meter;
  }

  /** Follow a track, or nothing (null). */
  follow(track) {
    if (track === this.#track) return;
    this.#track = track;
    clearInterval(this.#timer);
    this.#context?.close();
    this.#context = null;
    this.#meter.value = 0;
    if (!track) return;
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 1024 });
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.#context = context;
    this.#timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, each) => sum + each * each, 0) / samples.length;
      const decibel = 10 * Math.log10(power + 1e-9);
      this.#meter.value = Math.max(0, Math.min(1, (decibel + 60) / 50));
    }, LOOK_EVERY_MS);
  }
}
