// Camera, microphone and loudspeaker of the desk: opened with a card, closed with the last call.
// Without DOM. A desk without any of them can still listen and see.

const KEPT = {
  audioinput: "foyer-microphone",
  videoinput: "foyer-camera",
  audiooutput: "foyer-loudspeaker",
};
const PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

export class Devices extends EventTarget {
  audio = null;
  video = null;
  /** Why something is missing: "insecure", "denied", "busy" or "missing". */
  problem = { audio: "", video: "" };
  muted = false;
  hidden = false;
  #opening = null;
  #wanted = false;

  constructor() {
    super();
    navigator.mediaDevices?.addEventListener("devicechange", () => this.#changed());
  }

  get tracks() {
    return { audio: this.audio, video: this.video };
  }

  /** Open what is there; may be called again, and changes nothing then. */
  open() {
    this.#wanted = true;
    this.#opening ??= this.#open();
    return this.#opening;
  }

  close() {
    if (!this.#opening) return;
    this.#wanted = false;
    this.#opening = null;
    this.muted = this.hidden = false;
    this.#drop("audio");
    this.#drop("video");
    this.#changed();
  }

  mute(muted) {
    this.muted = muted;
    if (this.audio) this.audio.enabled = !muted;
    this.#changed();
  }

  /** Black pictures go out at once, not the last one for ever. */
  hide(hidden) {
    this.hidden = hidden;
    if (this.video) this.video.enabled = !hidden;
    this.#changed();
  }

  chosen(kind) {
    return localStorage.getItem(KEPT[kind]) ?? "";
  }

  /** Return the id of the device that is used, or would be. */
  using(kind) {
    const track = { audioinput: this.audio, videoinput: this.video }[kind];
    return track?.getSettings().deviceId ?? this.chosen(kind);
  }

  /** Use another device from now on, in this browser. */
  async choose(kind, id) {
    localStorage.setItem(KEPT[kind], id);
    if (kind === "audiooutput") return this.#changed();
    const which = kind === "audioinput" ? "audio" : "video";
    this.#drop(which);
    await this.#openOne(which);
    this.#changed();
  }

  /** Return the devices of a kind, by name. */
  async all(kind) {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    return all.filter((each) => each.kind === kind && each.deviceId);
  }

  async #open() {
    if (!navigator.mediaDevices) {
      this.problem = { audio: "insecure", video: "insecure" };
      return this.#changed();
    }
    this.problem = { audio: "", video: "" };
    try {
      this.#take(await navigator.mediaDevices.getUserMedia({
        audio: this.#constraints("audio"),
        video: this.#constraints("video"),
      }));
    } catch {
      await this.#openOne("audio");
      await this.#openOne("video");
    }
    this.#changed();
  }

  async #openOne(which) {
    try {
      this.problem[which] = "";
      const wanted = { [which]: this.#constraints(which) };
      this.#take(await navigator.mediaDevices.getUserMedia(wanted));
    } catch (error) {
      if (error.name === "NotAllowedError") this.problem[which] = "denied";
      else if (error.name === "NotReadableError") this.problem[which] = "busy";
      else this.problem[which] = "missing";
    }
  }

  #constraints(which) {
    const id = this.chosen(which === "audio" ? "audioinput" : "videoinput");
    const device = id ? { deviceId: { ideal: id } } : {};
    return which === "audio" ? { ...SOUND, ...device } : { ...PICTURE, ...device };
  }

  #take(stream) {
    for (const track of stream.getTracks()) {
      // Nobody wants it any more: it came after the card was closed.
      if (!this.#wanted || this[track.kind]) track.stop();
      else {
        this[track.kind] = track;
        track.enabled = !(track.kind === "audio" ? this.muted : this.hidden);
        track.contentHint = track.kind === "audio" ? "speech" : "motion";
        track.onended = () => this.#unplugged(track);
      }
    }
  }

  #unplugged(track) {
    if (this[track.kind] !== track) return;
    this[track.kind] = null;
    this.problem[track.kind] = "missing";
    this.#changed();
  }

  #drop(which) {
    this[which]?.stop();
    this[which] = null;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
