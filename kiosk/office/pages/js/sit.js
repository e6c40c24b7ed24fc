// Choosing a desk: only the services that this desk offers can be ticked.

const skills = document.getElementById("skills");
const some = document.querySelector("input[name=which][value=some]");

function prepare() {
  const desk = document.querySelector("input[name=desk]:checked");
  const served = desk?.dataset.departments.split(" ") ?? [];
  for (const set of skills.querySelectorAll("fieldset")) {
    const offered = served.includes(set.dataset.department);
    set.hidden = !offered;
    set.disabled = !offered || !some.checked;
  }
  skills.hidden = !some.checked || served.length === 0;
}

document.addEventListener("change", prepare);
prepare();
