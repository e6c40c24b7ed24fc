// Choosing camera, microphone and loudspeaker.

import { byId, problem, words } from "./call_words.js";

const KINDS = [
  ["videoinput", "camera"],
  ["audioinput", "microphone"],
  ["audiooutput", "loudspeaker"],
];

/** Show in a box what can be chosen; again whenever a device comes or goes. */
export function offerDevices(box, devices) {
  const show = async () => {
    if (box.contains(document.activeElement)) return;
    const choices = [];
    for (const [kind, word] of KINDS) {
      const all = await devices.all(kind);
      if (all.length > 0) choices.push(choice(box.id, kind, word, all, devices));
    }
    box.replaceChildren(...choices);
  };
  devices.addEventListener("change", show);
  show();
}

function choice(place, kind, word, all, devices) {
  const made = byId("device-choice").content.firstElementChild.cloneNode(true);
  const [label, select] = [made.querySelector("label"), made.querySelector("select")];
  select.id = label.htmlFor = `${place}-${kind}`;
  label.textContent = words[word];
  all.forEach((each, place) => {
    select.append(new Option(each.label || `${words[word]} ${place + 1}`, each.deviceId));
  });
  select.value = devices.using(kind);
  if (select.selectedIndex < 0) select.selectedIndex = 0;
  select.addEventListener("change", () => devices.choose(kind, select.value));
  return made;
}

/** Say in a paragraph what is missing at this desk. */
export function tellProblem(paragraph, devices) {
  const show = () => {
    paragraph.textContent = problem(devices.problem);
    paragraph.hidden = paragraph.textContent === "";
  };
  devices.addEventListener("change", show);
  show();
}
