// One connection of one generation: to a terminal, or with a guest. Without DOM.
//
// The terminal offers the call, we offer the shared screen, a desk offers to its guest, nobody else
// offers anything. Nothing of ours is sent before `send` is called: until then the connection only
// stands by.

import { preferCodecs, usable, withStartBitrate } from "./call_sdp.js";

const MOST_EARLY = 64;
const ANSWERED_WITHIN_MS = 5_000;

export class CallMedia {
  #pc;
  #signal;
  #told;
  #early = [];
  #turn = Promise.resolve();
  #sharing = Promise.resolve();
  #channel = null;
  #screen = null; // the transceiver of the shared screen, used again for the next share
  #tracks = { audio: null, video: null };
  #closed = false;

  /**
   * @param {{generation: number, ice_servers: object[], relay_only: boolean}} connect
   * @param {(kind: string, body?: string) => void} signal
   * @param {{track: Function, message: Function, ready: Function, state: Function}} told
   */
  constructor(connect, signal, told) {
    this.generation = connect.generation;
    this.#signal = signal;
    this.#told = told;
    // Never a default: only servers that the office names hear of a call.
    const pc = new RTCPeerConnection({
      iceServers: connect.ice_servers.map((server) => ({
        urls: server.urls,
        username: server.username,
        credential: server.credential,
      })),
      iceTransportPolicy: connect.relay_only ? "relay" : "all",
      bundlePolicy: "max-bundle",
    });
    this.#pc = pc;
    pc.onicecandidate = ({ candidate }) => this.#ownCandidate(candidate);
    pc.ontrack = ({ track }) => told.track(track);
    pc.ondatachannel = ({ channel }) => this.#useChannel(channel);
    pc.onconnectionstatechange = () => this.#closed || told.state(pc.connectionState);
  }

  get closed() {
    return this.#closed;
  }

  /** Whether both ends can write to each other. */
  get open() {
    return this.#channel?.readyState === "open";
  }

  /** Offer picture and sound; the other end answers. */
  offer() {
    this.#turn = this.#turn.then(() => this.#offer()).catch(() => {});
    return this.#turn;
  }

  /** Use what the other end says, one after the other. */
  take(kind, body) {
    this.#turn = this.#turn.then(() => this.#take(kind, body)).catch(() => {
      // What cannot be used is left out; if it was needed, no picture comes and we say so.
    });
    return this.#turn;
  }

  /** Send these tracks, or nothing (null). */
  send({ audio, video }) {
    this.#tracks = { audio, video };
    return this.#attach();
  }

  /** Show a screen, or stop with null; resolves when the terminal has answered. */
  share(track) {
    this.#sharing = this.#sharing.then(() => this.#share(track)).catch(() => {});
    return this.#sharing;
  }

  /** Say something over the data channel; returns whether it could be sent. */
  say(text) {
    if (!this.open) return false;
    this.#channel.send(text);
    return true;
  }

  stats() {
    return this.#pc.getStats();
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#signal("bye");
    this.#pc.close();
  }

  async #take(kind, body) {
    if (this.#closed) return;
    if (kind === "offer") await this.#answer(body);
    else if (kind === "answer") {
      if (this.#pc.signalingState !== "have-local-offer") return;
      await this.#pc.setRemoteDescription({ type: "answer", sdp: withStartBitrate(body) });
    } else if (kind === "candidate" || kind === "no-more-candidates") {
      if (this.#pc.remoteDescription) await this.#candidate(kind, body);
      else if (this.#early.length <= MOST_EARLY) this.#early.push([kind, body]);
    }
  }

  async #offer() {
    for (const kind of ["audio", "video"]) {
      const made = this.#pc.addTransceiver(kind, { direction: "sendrecv" });
      if (kind === "video") preferCodecs(made);
    }
    await this.#attach();
    await this.#pc.setLocalDescription();
    this.#signal("offer", this.#pc.localDescription.sdp);
  }

  async #answer(offer) {
    if (this.#pc.remoteDescription) return; // a second call comes as a new generation
    await this.#pc.setRemoteDescription({ type: "offer", sdp: withStartBitrate(offer) });
    for (const transceiver of this.#pc.getTransceivers()) transceiver.direction = "sendrecv";
    await this.#attach();
    await this.#pc.setLocalDescription();
    this.#signal("answer", this.#pc.localDescription.sdp);
    for (const [kind, body] of this.#early.splice(0)) {
      await this.#candidate(kind, body).catch(() => {});
    }
  }

  #candidate(kind, body) {
    return this.#pc.addIceCandidate(kind === "candidate" ? JSON.parse(body) : undefined);
  }

  #ownCandidate(candidate) {
    if (this.#closed) return;
    if (candidate === null) return this.#signal("no-more-candidates");
    const body = usable(candidate);
    if (body) this.#signal("candidate", body);
  }

  async #attach() {
    const changes = [];
    for (const transceiver of this.#pc.getTransceivers()) {
      if (transceiver === this.#screen || transceiver.stopped) continue;
      const track = this.#tracks[transceiver.receiver.track.kind] ?? null;
      if (transceiver.sender.track !== track) changes.push(transceiver.sender.replaceTrack(track));
    }
    await Promise.all(changes);
  }

  async #share(track) {
    const pc = this.#pc;
    if (this.#closed || !pc.remoteDescription || pc.signalingState !== "stable") return;
    if (this.#screen) {
      await this.#screen.sender.replaceTrack(track);
      this.#screen.direction = track ? "sendonly" : "inactive";
    } else if (track) {
      this.#screen = pc.addTransceiver(track, { direction: "sendonly" });
      preferCodecs(this.#screen);
    } else return;
    await pc.setLocalDescription();
    this.#signal("offer", pc.localDescription.sdp);
    await this.#answered();
  }

  /** Wait until our offer is answered: the next one must not come in between. */
  #answered() {
    const pc = this.#pc;
    return new Promise((done) => {
      pc.onsignalingstatechange = () => pc.signalingState === "have-local-offer" || done();
      setTimeout(done, ANSWERED_WITHIN_MS);
    });
  }

  #useChannel(channel) {
    this.#channel = channel;
    channel.onmessage = ({ data }) => typeof data === "string" && this.#told.message(data);
    channel.onopen = () => this.#told.ready();
    if (this.open) this.#told.ready();
  }
}
