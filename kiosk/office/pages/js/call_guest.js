// The guest of a talk on the desk's page: how it stands, the picture, and what the clerk does.

import { Invitation } from "./call_invitation.js";
import { Sight } from "./call_sight.js";
import { byId, filled, languageName, refusal, words } from "./call_words.js";

export class GuestView {
  #calls;
  #stage;
  #tell;
  #invitation;
  #sight = new Sight();
  #read = ""; // whose end the clerk has seen

  /**
   * @param {import("./call_stage.js").Stage} stage
   * @param {(sentence: string) => void} tell says why something was refused
   */
  constructor(calls, stage, tell) {
    this.#calls = calls;
    this.#stage = stage;
    this.#tell = tell;
    this.#invitation = new Invitation(calls);
    const on = (id, act) => byId(id).addEventListener("click", () => this.#do(act));
    on("do-pin-guest", () => calls.pinGuest(!this.#guest.pinned));
    on("do-dismiss-guest", () => calls.dismissGuest());
    on("do-close-guest", () => {
      this.#read = this.#end;
      this.#show();
    });
    calls.addEventListener("cards", () => this.#show());
    calls.addEventListener("guest-media", () => this.#show());
    calls.addEventListener("guest-track", ({ detail }) => stage.receiveGuest(detail));
    calls.addEventListener("guest-figures", ({ detail }) => {
      this.#sight.look(byId("guest-video"), detail.fps);
      this.#blank();
    });
    for (const event of ["resize", "loadeddata", "emptied"]) {
      byId("guest-video").addEventListener(event, () => this.#blank());
    }
    this.#show();
  }

  get #guest() {
    return this.#calls.mine?.guest ?? null;
  }

  get #end() {
    const { mine } = this.#calls;
    return mine ? `${mine.ticket_id} ${mine.guest?.generation} ${mine.guest?.ended_by}` : "";
  }

  #show() {
    const guest = this.#guest;
    if (guest?.state !== "out") this.#read = "";
    if (guest?.state !== "here") this.#sight.forget();
    this.#invitation.show(this.#calls.mine);
    this.#stage.withGuest(guest?.state === "here");
    const sentence = guest ? told(guest, this.#calls.guestConnection) : "";
    const gone = guest?.state === "out";
    byId("guest-row").hidden = sentence === "" || (gone && this.#read === this.#end);
    if (byId("guest-state").textContent !== sentence) byId("guest-state").textContent = sentence;
    if (!guest) return;
    byId("guest-row").dataset.state = guest.state;
    byId("guest-name").textContent = who(guest);
    byId("do-pin-guest").hidden = guest.state !== "here";
    byId("do-pin-guest").setAttribute("aria-pressed", guest.pinned);
    byId("do-dismiss-guest").hidden = gone;
    byId("do-dismiss-guest").textContent =
      guest.state === "invited" ? words.take_link_back : words.send_away;
    byId("do-close-guest").hidden = !gone;
    this.#blank();
  }

  /** What stands where there is no picture. */
  #blank() {
    const held = this.#calls.mine?.held ?? false;
    const flows = ["up", "weak"].includes(this.#calls.guestConnection);
    const seen = byId("guest-video").videoWidth > 0 && this.#sight.now === "";
    const blank = byId("guest-blank");
    blank.textContent = flows ? words.guest_no_picture : words.connecting;
    if (held) blank.textContent = words.guest_held;
    blank.hidden = flows && seen && !held;
    blank.classList.toggle("veil", seen);
  }

  async #do(act) {
    try {
      await act();
    } catch (error) {
      this.#tell(refusal(error));
    }
  }
}

function who({ kind, language }) {
  if (kind === "colleague") return words.colleague;
  if (!language) return words.some_interpreter;
  return filled(words.interpreter, { language: languageName(language) });
}

/** Return how it stands with a guest, "" when there is nothing to say. */
function told(guest, connection) {
  let sentence = words.guest_states[guest.state];
  if (guest.state === "out") sentence = words.guest_ends[guest.ended_by] ?? "";
  else if (guest.state === "here" && ["weak", "lost"].includes(connection)) {
    sentence = words[connection];
  }
  return sentence && `${who(guest)} · ${sentence}`;
}
