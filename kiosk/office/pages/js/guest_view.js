// The page of a guest in each of its steps: invited, waiting for a yes, in the talk, over.

import { Picture } from "./call_picture.js";
import { Sight } from "./call_sight.js";
import { showTrack } from "./call_stage.js";
import { byId, words } from "./call_words.js";

const PEOPLE = { guest: "citizen", aside: "desk" }; // leg → whose picture comes over it

const LATE_MS = 2_500;

export class GuestView {
  #talk;
  #devices;
  #step = document.body.dataset.step;
  #pictures;
  #sights = { guest: new Sight(), aside: new Sight() };
  #late = 0;

  constructor(talk, devices) {
    this.#talk = talk;
    this.#devices = devices;
    const picture = (name) => new Picture(byId(`${name}-video`), () => this.#hush());
    this.#pictures = Object.fromEntries(
      Object.entries(PEOPLE).map(([leg, name]) => [leg, picture(name)]),
    );
    byId("unmute").addEventListener("click", () => this.#each((each) => each.play()));
    talk.addEventListener("track", ({ detail }) => {
      this.#pictures[detail.leg].receive(detail.track, detail.generation);
    });
    talk.addEventListener("figures", ({ detail: { leg, figures } }) => {
      this.#sights[leg].look(byId(`${PEOPLE[leg]}-video`), figures.fps);
      this.#how();
    });
    for (const event of ["room", "line", "media"]) talk.addEventListener(event, () => this.show());
    for (const name of Object.values(PEOPLE)) {
      for (const event of ["resize", "loadeddata", "emptied"]) {
        byId(`${name}-video`).addEventListener(event, () => this.#how());
      }
    }
    devices.addEventListener("change", () => this.#own());
    this.#own();
  }

  /** Show how it stands. */
  show() {
    const talk = this.#talk;
    this.#line();
    if (talk.out) return this.#over(talk.room.over ? "over" : talk.room.guest.ended_by);
    if (talk.line === "taken" || talk.line === "gone") return this.#over(talk.line);
    if (talk.here) {
      this.#go("talk", "talk-state");
      this.#how();
    } else if (talk.room) this.#go("waiting", "wait-title");
  }

  /** A short hiccup of the line is not worth a warning. */
  #line() {
    const { line, room, out } = this.#talk;
    clearTimeout(this.#late);
    if (line !== "lost" || !room || out) byId("guest-line").hidden = true;
    else this.#late = setTimeout(() => (byId("guest-line").hidden = false), LATE_MS);
  }

  #go(step, focused) {
    const body = document.body;
    if (this.#step === step && body.dataset.shown) return;
    this.#step = body.dataset.step = step;
    body.dataset.shown = "yes";
    byId("step-before").hidden = step === "talk" || step === "over";
    byId("step-talk").hidden = step !== "talk";
    byId("step-over").hidden = step !== "over";
    byId("ask-join").hidden = step !== "invited";
    byId("ask-wait").hidden = step !== "waiting";
    byId(focused).focus({ preventScroll: true });
  }

  #over(why) {
    const [title, sentence] = words.ends[why] ?? words.ends.over;
    byId("over-title").textContent = title;
    byId("over-sentence").textContent = sentence;
    this.#each((each) => each.clear());
    this.#devices.close();
    this.#go("over", "over-title");
  }

  // ------------------------------------------------------------------ in the talk
  #how() {
    const { room } = this.#talk;
    if (!this.#talk.here) return;
    const states = Object.keys(PEOPLE).map((leg) => this.#talk.state(leg));
    const how = ["lost", "new", "weak"].find((each) => states.includes(each)) ?? "up";
    const sentence = { new: words.connecting, up: words.talking, weak: words.weak, lost: words.lost };
    const told = room.held ? words.held : sentence[how];
    if (byId("talk-state").textContent !== told) byId("talk-state").textContent = told;
    byId("step-talk").dataset.how = room.held ? "held" : how;
    for (const [leg, name] of Object.entries(PEOPLE)) this.#blank(leg, name, room.held);
  }

  /** What stands where there is no picture. */
  #blank(leg, name, held) {
    const state = this.#talk.state(leg);
    const flows = !held && (state === "up" || state === "weak");
    const blank = byId(`${name}-blank`);
    const seen = this.#pictures[leg].seen && this.#sights[leg].now === "";
    if (held) blank.textContent = words.held_short;
    else if (flows) blank.textContent = words.no_picture;
    else blank.textContent = state === "lost" ? words.lost : words.connecting;
    blank.hidden = flows && seen;
    blank.classList.toggle("veil", !flows && seen);
  }

  #own() {
    const { audio, video, muted, hidden } = this.#devices;
    showTrack(byId("self-video"), hidden ? null : video);
    showTrack(byId("preview-video"), video);
    byId("preview-none").hidden = video !== null;
    byId("self-blank").textContent = video ? words.own_picture_off : words.own_picture_none;
    byId("self-blank").hidden = video !== null && !hidden;
    press("do-mute", audio !== null && !muted, audio === null);
    press("do-hide", video !== null && !hidden, false);
    byId("join").disabled = audio === null && video === null;
    this.#each((each) => each.speakFrom(this.#devices.chosen("audiooutput")));
  }

  #hush() {
    byId("unmute").hidden = !Object.values(this.#pictures).some((each) => each.blocked);
  }

  #each(act) {
    for (const picture of Object.values(this.#pictures)) act(picture);
  }
}

function press(id, pressed, disabled) {
  byId(id).setAttribute("aria-pressed", pressed);
  byId(id).disabled = disabled;
}
