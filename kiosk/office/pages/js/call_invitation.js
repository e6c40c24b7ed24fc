// The sheet from which a third person is pulled in: whom, and then the link that opens once.

import { byId, filled, languageName, refusal, words } from "./call_words.js";

const SVG = "http://www.w3.org/2000/svg";
const BORDER = 4; // squares, ISO/IEC 18004
const COPIED_FOR_MS = 2_000;

export class Invitation {
  #calls;
  #form = byId("form-invite");
  #ticket = "";
  #state = "";

  constructor(calls) {
    this.#calls = calls;
    for (const option of byId("invite-language").options) option.text = languageName(option.value);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation(); // no act of the board
      this.#invite();
    });
    this.#form.addEventListener("change", () => this.#choices());
    byId("invite-anew").addEventListener("click", () => this.#ask());
    byId("copy-link").addEventListener("click", () => this.#copy());
    byId("guest-link").addEventListener("focus", ({ target }) => target.select());
    this.#choices();
  }

  /** Follow the talk: another one, or a guest who has come, and the link is gone. */
  show(card) {
    const [ticket, state] = [card?.ticket_id ?? "", card?.guest?.state ?? ""];
    const other = ticket !== this.#ticket;
    const used = this.#state === "invited" && state !== "invited";
    this.#ticket = ticket;
    this.#state = state;
    if (other) this.#prepare(card);
    if (other || used) this.#ask();
    const full = ["arrived", "here"].includes(state);
    byId("make-link").disabled = full;
    byId("invite-full").hidden = !full;
    byId("invite-hint").hidden = full;
  }

  /** What the citizen speaks is what an interpreter is wanted for. */
  #prepare(card) {
    this.#form.reset();
    const spoken = card?.wanted.interpreter || (card?.language === "de" ? "" : card?.language);
    const offered = [...byId("invite-language").options].some((each) => each.value === spoken);
    if (offered) byId("invite-language").value = spoken;
    this.#choices();
  }

  #choices() {
    byId("invite-languages").hidden = this.#form.elements.kind.value !== "interpreter";
  }

  async #invite() {
    const { kind, language } = this.#form.elements;
    byId("invite-problem").hidden = true;
    try {
      this.#tell(await this.#calls.invite(kind.value, language.value));
    } catch (error) {
      byId("invite-problem").textContent = refusal(error);
      byId("invite-problem").hidden = false;
    }
  }

  #tell({ address, until, code }) {
    const time = new Date(until).toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });
    byId("guest-link").value = address;
    byId("guest-until").textContent = filled(words.guest_until, { time });
    draw(byId("guest-code"), code);
    byId("invited").hidden = false;
    this.#form.hidden = true;
    byId("copy-link").focus();
  }

  /** Back to the question; a link that was shown is nowhere any more. */
  #ask() {
    byId("guest-link").value = "";
    byId("guest-code").replaceChildren();
    byId("invited").hidden = true;
    this.#form.hidden = false;
    byId("invite-problem").hidden = true;
  }

  async #copy() {
    const field = byId("guest-link");
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // without https there is no clipboard
    }
    const label = byId("copy-link").firstElementChild;
    label.textContent = words.copied;
    setTimeout(() => (label.textContent = words.copy), COPIED_FOR_MS);
  }
}

function draw(picture, rows) {
  const side = rows.length + 2 * BORDER;
  const path = document.createElementNS(SVG, "path");
  const squares = rows.flatMap((row, y) =>
    [...row].map((square, x) => (square === "1" ? `M${x + BORDER} ${y + BORDER}h1v1h-1z` : "")),
  );
  path.setAttribute("d", squares.join(""));
  picture.setAttribute("viewBox", `0 0 ${side} ${side}`);
  picture.replaceChildren(path);
}
