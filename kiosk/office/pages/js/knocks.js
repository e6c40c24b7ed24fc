// The cards of those who knock: they ring until somebody accepts or declines.

import { byId, filled, inWords, refusal, service, tags, words } from "./call_words.js";

const RINGS_AGAIN_AFTER_MS = 120_000; // somebody was asked to wait and was forgotten
const TOLD_FOR_MS = 8_000;

export class Knocks {
  #calls;
  #rows = new Map();
  #askedAt = new Map();
  #looked = "";
  #blink = false;
  #title = "";
  #told = 0;

  constructor(calls) {
    this.#calls = calls;
    calls.addEventListener("cards", () => this.show());
    this.show();
  }

  show() {
    const knocks = this.#calls.knocks;
    this.#missed(knocks);
    const list = byId("knock-list");
    knocks.forEach((card, place) => {
      const row = this.#rows.get(card.ticket_id) ?? this.#make(card.ticket_id);
      if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
      this.#fill(row, card);
    });
    for (const [ticket, row] of this.#rows) {
      if (!knocks.some((card) => card.ticket_id === ticket)) this.#remove(ticket, row);
    }
    this.#letters(knocks);
    byId("knocks-count").textContent = knocks.length;
    byId("knocks").hidden = knocks.length === 0 && byId("knocks-told").hidden;
    this.tick();
    document.dispatchEvent(new Event("ring"));
  }

  /** Once a second: waiting times, and the title of the window. */
  tick() {
    const now = Date.now() + this.#calls.skewMs;
    for (const card of this.#calls.knocks) {
      const row = this.#rows.get(card.ticket_id);
      if (!row) continue;
      const minutes = Math.floor((now - Date.parse(card.knocked_at)) / 60_000);
      const waited = minutes < 1 ? words.just_now : filled(words.minutes, { minutes });
      const place = row.querySelector(".waited");
      if (place.textContent !== waited) place.textContent = waited;
      row.toggleAttribute("data-rings", this.#rings(card));
    }
    this.#blinkTitle();
  }

  #rings(card) {
    const { line, opened } = this.#calls;
    if (line !== "live" || !card.may_accept || opened === card.ticket_id) return false;
    if (!card.asked_to_wait) return true;
    const asked = this.#askedAt.get(card.ticket_id) ?? Date.now();
    this.#askedAt.set(card.ticket_id, asked);
    return Date.now() - asked >= RINGS_AGAIN_AFTER_MS;
  }

  #blinkTitle() {
    const ringing = byId("knock-list").querySelector("[data-rings] .number");
    if (ringing === null) {
      if (this.#blink) document.title = this.#title;
      this.#blink = false;
      return;
    }
    const ours = filled(words.title, { number: ringing.textContent });
    if (document.title !== ours) this.#title = document.title;
    this.#blink = !this.#blink;
    document.title = this.#blink ? ours : this.#title;
  }

  #make(ticket) {
    const row = byId("knock-card").content.firstElementChild.cloneNode(true);
    row.id = `knock-${ticket}`;
    const on = (css, act) => row.querySelector(css).addEventListener("click", act);
    on(".accept", () => this.#do(ticket, this.#calls.accept(ticket)));
    on(".look", () => {
      const looks = this.#calls.opened === ticket;
      this.#do(ticket, looks ? this.#calls.lookAway() : this.#calls.look(ticket));
    });
    on(".wait", () => this.#do(ticket, this.#calls.askToWait(ticket)));
    for (const why of row.querySelectorAll("[data-why]")) {
      why.addEventListener("click", () => {
        row.querySelector("details").open = false;
        this.#do(ticket, this.#calls.decline(ticket, why.dataset.why));
      });
    }
    this.#rows.set(ticket, row);
    return row;
  }

  #fill(row, card) {
    const opened = this.#calls.opened === card.ticket_id;
    row.querySelector(".number").textContent = card.number;
    row.querySelector(".service").textContent = service(card);
    const from = [inWords(card.department_name), filled(words.terminal, { name: card.terminal })];
    row.querySelector(".from").textContent = from.join(" · ");
    row.querySelector(".tags").replaceChildren(...tags(card));
    row.classList.toggle("opened", opened);
    row.querySelector(".accept").disabled = !card.may_accept;
    row.querySelector(".look").disabled = !card.may_accept;
    row.querySelector(".look").setAttribute("aria-expanded", opened);
    row.querySelector(".wait").disabled = card.asked_to_wait;
    for (const button of row.querySelectorAll(".knock-acts > button")) {
      button.setAttribute("aria-describedby", `knock-number-${card.ticket_id}`);
    }
    row.querySelector(".number").id = `knock-number-${card.ticket_id}`;
    const preview = byId("preview");
    if (opened && preview.parentElement !== row) row.append(preview);
    if (opened) preview.hidden = false;
    else if (preview.parentElement === row) this.#putAway();
  }

  #putAway() {
    byId("preview").hidden = true;
    byId("knocks").after(byId("preview"));
  }

  #remove(ticket, row) {
    if (row.contains(byId("preview"))) this.#putAway();
    const focused = row.contains(document.activeElement);
    row.remove();
    this.#rows.delete(ticket);
    this.#askedAt.delete(ticket);
    if (focused && !this.#calls.mine) byId("knocks-title").focus({ preventScroll: true });
  }

  /** One letter, one button: the letters are those of the open card, or else of the first. */
  #letters(knocks) {
    const lettered = this.#calls.opened || knocks[0]?.ticket_id;
    for (const [ticket, row] of this.#rows) {
      row.toggleAttribute("data-letters", ticket === lettered);
      for (const each of row.querySelectorAll("[data-letter]")) {
        if (ticket === lettered) each.dataset.shortcut = each.dataset.letter;
        else delete each.dataset.shortcut;
      }
    }
  }

  #missed(knocks) {
    const { opened, mine, line } = this.#calls;
    const gone = line === "live" && !opened && this.#looked !== mine?.ticket_id;
    if (gone && this.#looked && !knocks.some((card) => card.ticket_id === this.#looked)) {
      const number = this.#rows.get(this.#looked)?.querySelector(".number").textContent;
      if (number) this.tell(filled(words.gone, { number }));
    }
    this.#looked = opened;
  }

  async #do(ticket, act) {
    const row = this.#rows.get(ticket);
    row?.setAttribute("aria-busy", "true");
    try {
      await act;
    } catch (error) {
      this.tell(refusal(error));
    } finally {
      row?.removeAttribute("aria-busy");
    }
  }

  /** Say something above the cards for a while. */
  tell(sentence) {
    const told = byId("knocks-told");
    told.textContent = sentence;
    told.hidden = byId("knocks").hidden = false;
    clearTimeout(this.#told);
    this.#told = setTimeout(() => {
      told.hidden = true;
      this.show();
    }, TOLD_FOR_MS);
  }
}
