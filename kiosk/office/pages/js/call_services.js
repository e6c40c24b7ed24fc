// Laying the card of a service on the glass, and printing its list at the terminal.

import { byId, filled, words } from "./call_words.js";

const MOST_SHOWN = 30;
const told = JSON.parse(byId("services").textContent);
const all = told.map(([key, name]) => ({ key, name, plain: plain(name) }));

function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ß", "ss");
}

/** Return the services whose names have all these words, the best first. */
export function found(text, first = "") {
  const wanted = plain(text).split(/\s+/).filter(Boolean);
  const rank = ({ key, plain: name }) => (key === first ? 0 : name.startsWith(wanted[0] ?? "") ? 1 : 2);
  return all
    .filter((each) => wanted.every((word) => each.plain.includes(word)))
    .sort((one, other) => rank(one) - rank(other));
}

export class Services {
  #say;
  #first = "";

  /** @param {(type: string, values: object) => boolean} say */
  constructor(say) {
    this.#say = say;
    const field = byId("find-service");
    field.addEventListener("input", () => this.#show());
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      byId("found-services").querySelector(".show")?.click();
    });
    byId("to-services").addEventListener("click", () => field.focus());
    byId("off-glass").addEventListener("click", () => this.#onGlass(""));
  }

  /** A talk begins: its own service comes first. */
  begin(service) {
    this.#first = service;
    byId("find-service").value = "";
    this.#show();
  }

  clear() {
    byId("on-glass").hidden = byId("print-told").hidden = true;
    this.begin("");
  }

  printed({ service, paper }) {
    const sentence = words.printed[paper];
    if (sentence) this.#printTold(sentence, service);
  }

  #show() {
    const fitting = found(byId("find-service").value, this.#first).slice(0, MOST_SHOWN);
    byId("found-services").replaceChildren(...fitting.map((each) => this.#row(each)));
    if (fitting.length === 0) byId("found-services").textContent = words.none_found;
  }

  #row({ key, name }) {
    const row = byId("service-row").content.firstElementChild.cloneNode(true);
    row.dataset.service = key;
    row.querySelector(".name").textContent = name;
    for (const button of row.querySelectorAll("button")) {
      button.setAttribute("aria-label", `${button.textContent}: ${name}`);
    }
    row.querySelector(".show").addEventListener("click", () => this.#onGlass(key));
    row.querySelector(".print").addEventListener("click", () => {
      const sent = this.#say("print-service", { service: key });
      this.#printTold(sent ? words.printing : words.not_open, key);
    });
    return row;
  }

  #onGlass(service) {
    if (!this.#say("show-service", { service })) return this.#printTold(words.not_open, service);
    byId("on-glass").hidden = service === "";
    const sentence = filled(words.on_glass, { service: nameOf(service) });
    byId("on-glass").firstElementChild.textContent = sentence;
  }

  #printTold(sentence, service) {
    byId("print-told").textContent = filled(sentence, { service: nameOf(service) });
    byId("print-told").hidden = false;
  }
}

function nameOf(key) {
  return all.find((each) => each.key === key)?.name ?? key;
}
