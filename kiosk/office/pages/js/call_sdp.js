// What is changed in descriptions and transceivers. Without DOM.

const START_KBIT = 2_000;
const LEAST_KBIT = 300;
const MOST_KBIT = 2_500;
const FIRST_CODECS = ["video/h264", "video/vp8"];
const RATES =
  `x-google-start-bitrate=${START_KBIT};x-google-min-bitrate=${LEAST_KBIT};` +
  `x-google-max-bitrate=${MOST_KBIT}`;

/**
 * Let a Chromium start with 720p at once instead of growing into it for half a minute. Goes into
 * the description that comes from the other end; other browsers ignore it.
 */
export function withStartBitrate(sdp) {
  let changed = sdp;
  for (const [, type] of sdp.matchAll(/^a=rtpmap:(\d+) (?:H264|VP8)\/90000\r?$/gm)) {
    const parameters = new RegExp(`^a=fmtp:${type} [^\\r\\n]*`, "m");
    if (parameters.test(changed)) changed = changed.replace(parameters, `$&;${RATES}`);
    else {
      const map = new RegExp(`^a=rtpmap:${type} [^\\r\\n]*\\r?\\n`, "m");
      changed = changed.replace(map, `$&a=fmtp:${type} ${RATES}\r\n`);
    }
  }
  return changed;
}

/** Put H.264 before VP8; a browser that has neither, or refuses, keeps its own order. */
export function preferCodecs(transceiver) {
  const known = RTCRtpReceiver.getCapabilities("video")?.codecs ?? [];
  const place = (codec) => {
    const found = FIRST_CODECS.indexOf(codec.mimeType.toLowerCase());
    return found < 0 ? FIRST_CODECS.length : found;
  };
  const wanted = known
    .filter((codec) => !/\/(vp9|av1|h265)$/i.test(codec.mimeType))
    .sort((one, other) => place(one) - place(other));
  if (!wanted.some((codec) => place(codec) < FIRST_CODECS.length)) return;
  try {
    transceiver.setCodecPreferences(wanted);
  } catch {
    // Firefox throws on what it does not offer itself.
  }
}

/** Return what to send of a candidate, or null: a way by TCP is of no use to the terminal. */
export function usable(candidate) {
  if (!candidate.candidate || candidate.protocol === "tcp") return null;
  const { sdpMid, sdpMLineIndex } = candidate;
  return JSON.stringify({ candidate: candidate.candidate, sdpMid, sdpMLineIndex });
}
