// [data-rows]: a table of inputs whose rows can be added and removed. Without scripts, rows that are
// left empty close up when the form is sent.
const INDEX = /\[\d+\]/;

function renumber(text, number) {
  return text.replace(INDEX, `[${number}]`);
}

function rowsOf(area) {
  return [...area.querySelectorAll("[data-row]")];
}

function say(area, what) {
  const place = area.querySelector("[data-said]");
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = place.dataset[what]; });
}

// Names tell the server which inputs belong together; errors belong to what was sent before.
function emptied(row, number) {
  row.querySelectorAll(".error").forEach((error) => error.remove());
  row.querySelectorAll(".wrong").forEach((field) => field.classList.remove("wrong"));
  row.querySelectorAll("input, select").forEach((input) => {
    const described = input.getAttribute("aria-describedby") ?? "";
    if (input.tagName === "SELECT") input.selectedIndex = 0;
    else input.value = "";
    input.removeAttribute("value");
    input.removeAttribute("aria-invalid");
    input.setAttribute("aria-describedby", described.split(" ")[0]);
    input.name = renumber(input.name, number);
    const label = input.labels[0] ?? row.querySelector(`label[for="${CSS.escape(input.id)}"]`);
    input.id = `field-${input.name.replace("[", "-").replace("]", "").replace(".", "-")}`;
    label.htmlFor = input.id;
  });
  return row;
}

function add(area) {
  const rows = rowsOf(area);
  if (rows.length >= Number(area.dataset.most)) { say(area, "full"); return; }
  const last = rows.at(-1);
  const number = 1 + Math.max(...rows.map((row) => Number(INDEX.exec(row.querySelector("input").name)[0].slice(1, -1))));
  const row = emptied(last.cloneNode(true), number);
  last.after(row);
  enhanceRow(area, row);
  row.querySelector("input").focus();
  say(area, "added");
}

function remove(area, row) {
  const rows = rowsOf(area);
  const place = rows.indexOf(row);
  if (rows.length === 1) emptied(row, 0);
  else row.remove();
  const left = rowsOf(area);
  left[Math.min(place, left.length - 1)].querySelector("[data-remove]").focus();
  say(area, "removed");
}

// A part that is offered is mostly counted in its own unit.
function suggestUnit(row) {
  const unit = row.querySelector('input[name$=".unit"]');
  row.querySelectorAll('input[name$=".part"], input[name$=".product"]').forEach((part) => {
    part.addEventListener("change", () => {
      const chosen = [...part.list.options].find((option) => option.value === part.value);
      if (chosen && !unit.value) unit.value = chosen.dataset.unit;
    });
  });
}

function enhanceRow(area, row) {
  const button = row.querySelector("[data-remove]");
  button.hidden = false;
  button.addEventListener("click", () => remove(area, row));
  suggestUnit(row);
}

document.querySelectorAll("[data-rows]").forEach((area) => {
  const button = area.querySelector("[data-add]");
  button.hidden = false;
  button.addEventListener("click", () => add(area));
  rowsOf(area).forEach((row) => enhanceRow(area, row));
});
