// What pages may ask for with data- attributes; every page works without it.
import { drawCharts } from "./charts.js";
import { followLiveParts } from "./live.js";
import { parsedPage } from "./page.js";

const PAGE = { Accept: "text/html" };
const STEPS = "application/x-ndjson";

// data-confirm="Question": ask before a form is sent.
function confirmBefore(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.confirmed) return;
    event.preventDefault();
    const dialog = document.getElementById("confirm");
    document.getElementById("confirm-text").textContent = form.dataset.confirm;
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return;
      form.dataset.confirmed = "yes";
      form.requestSubmit(event.submitter);
    }, { once: true });
    dialog.showModal();
  });
}

// A second click must not send a form twice.
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const button = event.submitter;
    // After the browser has read the form: a disabled button would not be sent along.
    setTimeout(() => button?.setAttribute("aria-busy", "true"));
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; button?.removeAttribute("aria-busy"); }, 8000);
  });
}

// data-upload: show how much of a file has been sent, then show the answer in this page.
// data-steps: the answer is lines of JSON: {said, share} while the server works, at last {page} or {go}.
function showUpload(form) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const area = form.querySelector(".upload");
    const [bar, status] = [area.querySelector("progress"), area.querySelector("[role=status]")];
    const sending = new FormData(form, event.submitter);
    const request = new XMLHttpRequest();
    area.hidden = false;
    request.upload.onprogress = (step) => {
      if (!step.lengthComputable) return;
      bar.value = step.loaded / step.total;
      status.textContent = `${Math.round(100 * bar.value)} %`;
      if (step.loaded === step.total) bar.removeAttribute("value");
    };
    request.onprogress = () => showStep(steps(request).at(-1), bar, status);
    request.onload = () => showAnswer(request, form);
    request.onerror = () => form.submit();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "steps" in form.dataset ? `${STEPS}, ${PAGE.Accept}` : PAGE.Accept);
    request.send(sending);
  });
}

function steps(request) {
  if (!request.getResponseHeader("Content-Type")?.startsWith(STEPS)) return [];
  const whole = request.responseText.slice(0, request.responseText.lastIndexOf("\n") + 1);
  return whole.split("\n").filter(Boolean).slice(-1).map(JSON.parse);
}

function showStep(step, bar, status) {
  if (!step?.said) return;
  if (step.share === null) bar.removeAttribute("value");
  else bar.value = step.share;
  status.textContent = step.said;
}

function showAnswer(request, form) {
  const last = steps(request).at(-1);
  if (last?.go) location.assign(last.go);
  else if (last) showPage(last.page ?? "", form);
  else showOrFollow(request, form);
}

function showOrFollow(request, form) {
  const moved = new URL(request.responseURL, location.href);
  if (moved.href !== new URL(form.action, location.href).href) {
    location.assign(moved);
    return;
  }
  showPage(request.responseText, form);
}

function showPage(text, form) {
  const answer = parsedPage(text);
  const main = document.getElementById("main");
  const next = answer.getElementById("main");
  if (!next) { form.submit(); return; }
  main.replaceWith(next);
  document.title = answer.title;
  enhance(next);
  next.focus();
  scrollTo(0, 0);
}

// data-drop: a frame around a file input that files can be dropped on.
function acceptDrops(frame) {
  const input = frame.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) frame.addEventListener(name, (event) => {
    event.preventDefault();
    frame.classList.add("over");
  });
  for (const name of ["dragleave", "drop"]) frame.addEventListener(name, () => frame.classList.remove("over"));
  frame.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}

// <time data-local>: an instant in the reader's own time zone.
function localTime(time) {
  const instant = new Date(time.dateTime);
  if (Number.isNaN(instant.getTime())) return;
  const style = { dateStyle: "medium", timeStyle: "short" };
  time.title = time.textContent;
  time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, style).format(instant);
}

// On narrow screens rows become cards (see the style sheet); each cell then needs its heading.
// The roles keep it a table for assistive technology, whatever the style makes of it.
function labelCells(table) {
  const headings = [...table.querySelectorAll("thead th")].map((th) => th.textContent.trim());
  if (headings.length < 4) return;
  table.classList.add("stackable");
  table.setAttribute("role", "table");
  table.querySelectorAll("thead, tbody").forEach((part) => part.setAttribute("role", "rowgroup"));
  table.querySelectorAll("tr").forEach((row) => {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, place) => {
      cell.dataset.label = headings[place] ?? "";
      const heading = cell.closest("thead") ? "columnheader" : "rowheader";
      cell.setAttribute("role", cell.tagName === "TH" ? heading : "cell");
    });
  });
}

// Where the pages do not fit side by side, the row is moved so that the open one is in sight.
function inSight(link) {
  const row = link.closest(".pages");
  row.scrollLeft += link.getBoundingClientRect().right - row.getBoundingClientRect().right + 48;
}

function enhance(root) {
  const each = (selector, work) => root.querySelectorAll(selector).forEach(work);
  followLiveParts(root, enhance);
  each("form[data-confirm]", confirmBefore);
  each("form[data-upload]", showUpload);
  each("form[method=post]:not([data-upload])", sendOnce);
  each("[data-drop]", acceptDrops);
  each("time[data-local]", localTime);
  each("main table", labelCells);
  each("[data-focus]", (place) => place.focus());
  each(".pages [aria-current]", inSight);
  drawCharts(root);
}

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.user[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details.user[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
enhance(document);
