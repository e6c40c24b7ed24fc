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
  #camera = true;
  #permissions = []; // kept, or nobody would tell us of them

  constructor() {
    super();
    navigator.mediaDevices?.addEventListener("devicechange", () => this.#again());
    this.#followPermissions();
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

  /** Do without a camera, so that its light is out, or use it again. */
  async withCamera(on) {
    this.#camera = on;
    this.problem.video = "";
    if (!on) this.#drop("video");
    else if (this.#opening) {
      await this.#opening;
      if (!this.video) await this.#openOne("video");
    }
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
    if (which === "audio" || this.#camera) await this.#openOne(which);
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
        video: this.#camera && this.#constraints("video"),
      }));
    } catch {
      await this.#openOne("audio");
      if (this.#camera) await this.#openOne("video");
    }
    this.#changed();
  }

  /** Something has come or gone: what is missing is tried once more. */
  #again() {
    if (!this.#wanted) return this.#changed();
    this.#opening = this.#opening.then(async () => {
      for (const which of ["audio", "video"]) {
        const wanted = this.#wanted && (which === "audio" || this.#camera);
        if (wanted && !this[which]) await this.#openOne(which);
      }
      this.#changed();
    });
  }

  async #followPermissions() {
    if (!navigator.mediaDevices) return;
    for (const name of ["camera", "microphone"]) {
      // Not every browser tells of these.
      const permission = await navigator.permissions?.query({ name }).catch(() => null);
      if (!permission) continue;
      permission.onchange = () => this.#again();
      this.#permissions.push(permission);
    }
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
      // Nobody wants it any more: it came after the card was closed, or the camera given up.
      const wanted = this.#wanted && (track.kind === "audio" || this.#camera);
      if (!wanted || this[track.kind]) track.stop();
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
    this.#again(); // another one may be there, or we read why not
  }

  #drop(which) {
    this[which]?.stop();
    this[which] = null;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
