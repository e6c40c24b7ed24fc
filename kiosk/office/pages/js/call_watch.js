// How a connection is: up, weak, lost, and the figures for the panel. Without DOM.

const LOOK_EVERY_MS = 250;
const FIGURES_EVERY_MS = 1_000;
const WEAK_AFTER_MS = 1_000;
const LOST_AFTER_MS = 3_000;
const FIRST_WITHIN_MS = 6_000;
const SOUND_ALONE_MS = 1_500; // a call without a picture is up, too
const MUCH_LOSS = 0.05;
const LITTLE_LOSS = 0.02;
const LONG_WAY_MS = 400;

export class Watch {
  #media;
  #told;
  #timer;
  #began = performance.now();
  #heardAt = 0;
  #firstAt = 0;
  #packets = 0;
  #state = "new";
  #before = null;
  #loss = 0; // smoothed: one bad second is none
  #poor = false;
  resting = false;

  /**
   * @param {import("./call_media.js").CallMedia} media
   * @param {{state: (state: "up" | "weak" | "lost") => void, figures: (figures: object) => void}} told
   */
  constructor(media, told) {
    this.#media = media;
    this.#told = told;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  stop() {
    clearInterval(this.#timer);
  }

  /** On hold nothing comes, and that is right. */
  rest(resting) {
    if (this.resting && !resting) this.#heardAt = performance.now();
    this.resting = resting;
  }

  async #look() {
    if (this.#media.closed) return this.stop();
    const now = performance.now();
    const seen = gathered(await this.#media.stats());
    if (seen.packets !== this.#packets) {
      this.#packets = seen.packets;
      this.#heardAt = now;
      this.#firstAt ||= now;
    }
    const next = this.#next(now, seen);
    if (next !== this.#state) {
      this.#state = next;
      this.#told.state(next);
    }
    this.#weigh(now, seen);
  }

  #next(now, seen) {
    if (this.#state === "lost") return this.#state; // a new connection comes in its place
    if (!this.#firstAt) return now - this.#began < FIRST_WITHIN_MS ? this.#state : "lost";
    const silent = this.resting ? 0 : now - this.#heardAt;
    if (silent >= LOST_AFTER_MS) return "lost";
    const shown = seen.frames > 0 || now - this.#firstAt >= SOUND_ALONE_MS;
    if (this.#state === "new" && !shown) return this.#state;
    return silent >= WEAK_AFTER_MS || this.#poor ? "weak" : "up";
  }

  #weigh(now, seen) {
    const before = this.#before;
    if (before && now - before.at < FIGURES_EVERY_MS) return;
    this.#before = { ...seen, at: now };
    if (!before) return;
    const figures = between(before, seen, (now - before.at) / 1_000);
    this.#loss += (figures.loss - this.#loss) / 3;
    const limit = this.#poor ? LITTLE_LOSS : MUCH_LOSS;
    this.#poor = this.#loss >= limit || figures.rttMs >= LONG_WAY_MS;
    this.#told.figures(figures);
  }
}

/** Return the sums that matter of a report. */
export function gathered(report) {
  const sum = {
    packets: 0, lost: 0, bytesIn: 0, frames: 0, width: 0, height: 0,
    bytesOut: 0, sentHeight: 0, rttMs: null,
  };
  for (const entry of report.values()) {
    if (entry.type === "inbound-rtp") {
      sum.packets += entry.packetsReceived ?? 0;
      sum.lost += entry.packetsLost ?? 0;
      sum.bytesIn += entry.bytesReceived ?? 0;
      if (entry.kind !== "video") continue;
      sum.frames += entry.framesDecoded ?? 0;
      sum.width = entry.frameWidth ?? sum.width;
      sum.height = entry.frameHeight ?? sum.height;
    } else if (entry.type === "outbound-rtp") {
      sum.bytesOut += entry.bytesSent ?? 0;
      sum.sentHeight = Math.max(sum.sentHeight, entry.frameHeight ?? 0);
    } else if (entry.type === "candidate-pair" && entry.nominated) {
      const seconds = entry.currentRoundTripTime;
      if (seconds !== undefined) sum.rttMs = Math.round(seconds * 1_000);
    }
  }
  return sum;
}

function between(before, now, seconds) {
  const came = now.packets - before.packets;
  const lost = Math.max(0, now.lost - before.lost);
  return {
    rttMs: now.rttMs,
    loss: came + lost > 0 ? lost / (came + lost) : 0,
    fps: Math.round((now.frames - before.frames) / seconds),
    width: now.width,
    height: now.height,
    sentHeight: now.sentHeight,
    kbitIn: Math.round(((now.bytesIn - before.bytesIn) * 8) / 1_000 / seconds),
    kbitOut: Math.round(((now.bytesOut - before.bytesOut) * 8) / 1_000 / seconds),
  };
}
