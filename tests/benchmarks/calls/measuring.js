// Put into a page before its own scripts: a camera with the time in its pictures, a microphone
// with a pulse every second, and eyes and ears for what comes from the other end.
// The time code is that of devices/camera/time_code.py.

(() => {
  const BLOCKS = 24;
  const WRAPS = 1 << 20;
  const [BLACK, WHITE] = [32, 218];
  const FPS = 30;
  const BASES = 12;
  const PULSE_S = 0.06;
  const LOUD = 0.1;
  const APART_MS = 300;
  const READ_EVERY = 3; // pictures: reading one back from the screen costs

  const m = (window.measuring = {
    offsetMs: 0, // from this page's clock to the machine's monotonic one
    accepted: 0,
    shared: 0,
    seen: {}, // of each watched video: [at, height, number, age or null]
    spoken: [],
    heard: [],
    trouble: [],
    connection: null, // the newest
    now: () => Date.now() + m.offsetMs,
  });
  const complain = (where) => (error) => m.trouble.push(`${where}: ${error}`);

  // ---------------------------------------------------------------- the camera
  const edge = (block, width) => Math.floor((block * width) / BLOCKS);
  const checksum = (ms) => ((ms ^ (ms >> 4) ^ (ms >> 8) ^ (ms >> 12) ^ (ms >> 16)) & 15) ^ 10;

  function drawn(width, height, place) {
    const picture = new Uint8Array((width * height * 3) / 2).fill(128);
    const turn = (2 * Math.PI * place) / BASES;
    const across = width * (0.5 + 0.05 * Math.sin(turn));
    const [wide, high] = [height * 0.22, height * 0.3];
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        let light = 110 + 30 * Math.sin((x / width) * 9) + 20 * Math.cos((y / height) * 7);
        const [dx, dy] = [(x - across) / wide, (y - height / 2) / high];
        if (dx * dx + dy * dy < 1) light = 150 + 25 * Math.sin((x - across) / 4) * Math.sin(y / 5);
        picture[y * width + x] = light + (Math.random() - 0.5) * 6;
      }
    }
    return picture;
  }

  const bases = new Map();
  function pictures(width, height) {
    const size = `${width}×${height}`;
    if (!bases.has(size)) {
      bases.set(size, Array.from({ length: BASES }, (_, place) => drawn(width, height, place)));
    }
    return bases.get(size);
  }

  function stamp(picture, width, height) {
    const ms = Math.floor(m.now()) % WRAPS;
    const code = ms * 16 + checksum(ms);
    const rows = Math.max(8, Math.ceil(height / 24));
    for (let block = 0; block < BLOCKS; block += 1) {
      const light = Math.floor(code / 2 ** (BLOCKS - 1 - block)) % 2 ? WHITE : BLACK;
      const [left, right] = [edge(block, width), edge(block + 1, width)];
      for (let y = 0; y < rows; y += 1) picture.fill(light, y * width + left, y * width + right);
    }
  }

  function camera(width = 1280, height = 720) {
    const track = new MediaStreamTrackGenerator({ kind: "video" });
    const writer = track.writable.getWriter();
    const all = pictures(width, height);
    const began = performance.now();
    let taken = 0;
    const timer = setInterval(() => {
      if (track.readyState === "ended") return clearInterval(timer);
      const since = performance.now() - began;
      if (Math.floor((since * FPS) / 1_000) < taken) return;
      taken = Math.floor((since * FPS) / 1_000) + 1;
      const picture = all[taken % BASES];
      stamp(picture, width, height);
      const frame = new VideoFrame(picture, {
        format: "I420", codedWidth: width, codedHeight: height,
        timestamp: Math.round(since * 1_000),
      });
      writer.write(frame).catch(() => clearInterval(timer));
    }, 4);
    return track;
  }

  // ---------------------------------------------------------------- the microphone
  let sound = null;
  function context() {
    if (sound) return sound;
    sound = new AudioContext({ sampleRate: 48_000 });
    const code = `registerProcessor("ear", class extends AudioWorkletProcessor {
      process([[samples]]) {
        if (samples && samples.some((each) => each > ${LOUD})) this.port.postMessage(0);
        return true;
      }
    })`;
    sound.ready = sound.audioWorklet.addModule(`data:text/javascript,${encodeURIComponent(code)}`);
    return sound;
  }

  async function listen(node, pulses) {
    await context().ready;
    const ear = new AudioWorkletNode(context(), "ear");
    ear.port.onmessage = () => {
      const now = m.now();
      if (now - (pulses.at(-1) ?? 0) > APART_MS) pulses.push(now);
    };
    node.connect(ear).connect(context().destination);
    return () => ear.disconnect() ?? node.disconnect();
  }

  function microphone() {
    const out = context().createMediaStreamDestination();
    const tone = (hertz, loud) => {
      const [source, gain] = [context().createOscillator(), context().createGain()];
      source.frequency.value = hertz;
      gain.gain.value = loud;
      source.connect(gain).connect(out);
      source.start();
      return gain;
    };
    tone(200, 0.03); // a hum: where nothing is heard something is missing
    const pulse = tone(1_000, 0);
    let last = 0;
    const timer = setInterval(() => {
      if (track.readyState === "ended") return clearInterval(timer);
      const now = m.now();
      const next = Math.ceil(now / 1_000) * 1_000;
      if (next === last || next - now > 500) return;
      last = next;
      const at = context().currentTime + (next - now) / 1_000;
      pulse.gain.setValueAtTime(0.8, at);
      pulse.gain.setValueAtTime(0, at + PULSE_S);
    }, 100);
    const [track] = out.stream.getAudioTracks();
    listen(pulse, m.spoken).catch(complain("microphone"));
    return track;
  }

  navigator.mediaDevices.getUserMedia = async ({ audio, video }) => {
    const tracks = [];
    if (audio) tracks.push(microphone());
    if (video) tracks.push(camera());
    return new MediaStream(tracks);
  };
  m.pictures = pictures;

  // ---------------------------------------------------------------- eyes and ears
  const small = document.createElement("canvas");
  [small.width, small.height] = [BLOCKS * 4, 4];
  const looks = small.getContext("2d", { willReadFrequently: true });

  function age(video, width, height, now) {
    looks.drawImage(video, 0, Math.max(0, Math.floor(height / 48) - 2), width, 4, 0, 0, BLOCKS * 4, 4);
    const dots = looks.getImageData(0, 2, BLOCKS * 4, 1).data;
    let code = 0;
    for (let block = 0; block < BLOCKS; block += 1) {
      code = code * 2 + (dots[(block * 4 + 2) * 4 + 1] > 125 ? 1 : 0);
    }
    const ms = Math.floor(code / 16);
    if (checksum(ms) !== code % 16) return null;
    const old = (((Math.floor(now) % WRAPS) - ms + WRAPS) % WRAPS);
    return old >= WRAPS / 2 ? old - WRAPS : old;
  }

  m.watch = (video, name) => {
    const seen = (m.seen[name] = []);
    let looked = 0;
    const look = (_, { width, height, presentedFrames }) => {
      const now = m.now();
      const read = looked++ % READ_EVERY === 0 ? age(video, width, height, now) : null;
      seen.push([now, height, presentedFrames, read]);
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  };

  let putDown = null; // the ear at the newest connection
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(...how) {
      super(...how);
      m.connection = this;
      this.addEventListener("track", async ({ track }) => {
        if (track.kind !== "audio") return;
        putDown?.();
        const source = context().createMediaStreamSource(new MediaStream([track]));
        putDown = await listen(source, m.heard).catch(complain("loudspeaker"));
      });
    }
  };

  /** How much sound has come over the newest connection, and how much had to be made up, in ms. */
  m.sound = async () => {
    const sum = [0, 0];
    for (const entry of (await m.connection?.getStats())?.values() ?? []) {
      if (entry.type !== "inbound-rtp" || entry.kind !== "audio") continue;
      sum[0] += (entry.totalSamplesReceived ?? 0) / 48;
      sum[1] += (entry.concealedSamples ?? 0) / 48;
    }
    return sum;
  };

  document.addEventListener("click", ({ target }) => {
    if (target.closest?.(".accept")) m.accepted = m.now();
    if (target.closest?.("#do-share")) m.shared = m.now();
  }, true);
})();
