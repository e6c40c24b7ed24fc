// Whether there is anything to see in a picture: a lid is black, and so is a camera that is off.

const WIDTH = 16;
const HEIGHT = 9;
const DARK_BELOW = 28; // of 255; the terminal calls a camera covered below the same
const FEW = 3; // pictures a second; a terminal without a camera sends one black one

export class Sight {
  /** What is wrong: "" nothing, "covered" black pictures come, "off" one a second. */
  now = "";
  #last = "";
  #canvas = new OffscreenCanvas(WIDTH, HEIGHT);

  /** Look once a second, with the pictures of the last one; what is seen twice is true. */
  look(video, fps) {
    const found = !this.#dark(video) ? "" : fps < FEW ? "off" : "covered";
    if (found === this.#last || found === "") this.now = found;
    this.#last = found;
    return this.now;
  }

  forget() {
    this.now = this.#last = "";
  }

  #dark(video) {
    if (!video.videoWidth) return false;
    const context = this.#canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(video, 0, 0, WIDTH, HEIGHT);
    const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
    let sum = 0;
    for (let at = 0; at < data.length; at += 4) {
      sum += 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
    }
    // Art. 5 GDPR: only the number is needed.
    context.clearRect(0, 0, WIDTH, HEIGHT);
    return sum < DARK_BELOW * WIDTH * HEIGHT;
  }
}
