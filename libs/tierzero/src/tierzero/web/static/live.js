// data-live="/address": server-sent events keep parts of the page up to date.
// An event's data may hold {"texts": {key: text}, "charts": {id: figure}}; anything else, or
// {"refresh": true}, lets the page fetch itself and exchange its [data-live-region] parts.
import { draw } from "./charts.js";
import { parsedPage } from "./page.js";

const QUIET_MILLISECONDS = 250;
// What the server last said, as opposed to what became of it in the page.
const received = new WeakMap();

function mark(place) {
  place.classList.remove("changed");
  requestAnimationFrame(() => place.classList.add("changed"));
}

function setTexts(texts) {
  for (const [key, text] of Object.entries(texts)) {
    document.querySelectorAll(`[data-live-text="${CSS.escape(key)}"]`).forEach((place) => {
      if (place.textContent === text) return;
      place.textContent = text;
      mark(place);
    });
  }
}

function setCharts(charts) {
  for (const [id, figure] of Object.entries(charts)) {
    const place = document.querySelector(`[data-chart="${CSS.escape(id)}"]`);
    if (place) draw(place, figure);
  }
}

async function refresh(enhance) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = parsedPage(await answer.text());
  document.querySelectorAll("[data-live-region][id]").forEach((place) => {
    const next = page.getElementById(place.id);
    if (!next || next.innerHTML === received.get(place)) return;
    place.innerHTML = next.innerHTML;
    received.set(place, next.innerHTML);
    mark(place);
    enhance(place);
  });
}

// Many events in a row need one refresh.
function calmly(work) {
  let waiting;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(work, QUIET_MILLISECONDS);
  };
}

function parsed(data) {
  try {
    return JSON.parse(data) ?? {};
  } catch {
    return {};
  }
}

export function followLiveParts(root, enhance) {
  root.querySelectorAll("[data-live-region][id]").forEach((place) => {
    if (!received.has(place)) received.set(place, place.innerHTML);
  });
  root.querySelectorAll("[data-live]").forEach((place) => {
    const source = new EventSource(place.dataset.live);
    const refreshSoon = calmly(() => refresh(enhance));
    const take = (event) => {
      const news = parsed(event.data);
      if (news.texts) setTexts(news.texts);
      if (news.charts) setCharts(news.charts);
      if (news.refresh || !(news.texts || news.charts)) refreshSoon();
    };
    source.onmessage = take;
    source.addEventListener("changed", take);
    source.onopen = () => place.setAttribute("data-live-state", "open");
    source.onerror = () => place.setAttribute("data-live-state", "waiting");
    addEventListener("pagehide", () => source.close(), { once: true });
  });
}
