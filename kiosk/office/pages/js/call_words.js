// The words of the call pages, and how what the office sends is said in the clerk's language.

const language = document.documentElement.lang;
const names = new Intl.DisplayNames([language], { type: "language" });

export const byId = (id) => document.getElementById(id);
export const words = JSON.parse(byId("call-words").textContent);

/** Put values into a sentence: `filled("{minutes} Min.", { minutes: 4 })`. */
export function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/** Return a phrase of the town in the language of this page. */
export function inWords(phrase) {
  return phrase.others?.[language] || phrase.de;
}

export function languageName(code) {
  try {
    return names.of(code);
  } catch {
    return code;
  }
}

export function refusal(error) {
  return words.refusals[error.code] ?? words.refusals.other;
}

/** Return why the desk has no picture or no voice, or "". */
export function problem({ audio, video }) {
  const why = [audio, video];
  if (!audio && !video) return "";
  if (why.includes("denied") && why.includes("")) {
    return words.problems[audio ? "audio_denied" : "video_denied"];
  }
  for (const known of ["insecure", "denied", "busy"]) {
    if (why.includes(known)) return words.problems[known];
  }
  if (audio && video) return words.problems.both;
  return audio ? words.problems.audio : words.problems.video;
}

/** The small facts of a knock, as tags. */
export function tags(card) {
  const made = [];
  const add = (text, kind = "") => {
    const tag = document.createElement("span");
    tag.className = `tag ${kind}`;
    tag.textContent = text;
    made.push(tag);
  };
  if (card.language !== "de") add(languageName(card.language), "prior");
  if (card.wanted.interpreter) {
    add(filled(words.interpreter, { language: languageName(card.wanted.interpreter) }), "warn");
  }
  if (!card.wanted.camera) add(words.voice_only);
  if (card.asked_to_wait && card.state === "knocking") add(words.asked);
  if (card.note) add(card.note, "note");
  return made;
}

export function service(card) {
  return card.service ? inWords(card.service_name) : words.no_service;
}
