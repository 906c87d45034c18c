// Draws the figures of a page with plotly, which is fetched only where there is a figure.
let library;

// While it loads, plotly adds a style element for maps. The page's policy asks for a nonce on it.
function lendNonce() {
  const { nonce } = document.getElementById("plotly.js-style-global");
  const create = document.createElement;
  document.createElement = function (name, ...rest) {
    const element = create.call(document, name, ...rest);
    if (name === "style") element.nonce = nonce;
    return element;
  };
  return () => { delete document.createElement; };
}

function plotly() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const release = lendNonce();
    script.src = document.body.dataset.plotly;
    script.onload = () => { release(); resolve(window.Plotly); };
    script.onerror = (reason) => { release(); reject(reason); };
    document.head.append(script);
  });
  return library;
}

function options() {
  return { displayModeBar: false, responsive: true, locale: document.documentElement.lang };
}

export async function draw(place, figure) {
  const shown = await plotly();
  const height = Number(place.dataset.height) || 360;
  const layout = { ...figure.layout, height, autosize: true };
  await shown.react(place, figure.data, layout, options());
}

export function drawCharts(root) {
  root.querySelectorAll("[data-chart]").forEach((place) => {
    const stated = root.querySelector(`[data-figure="${CSS.escape(place.dataset.chart)}"]`);
    // Without plotly the table below the figure still tells everything.
    if (stated) draw(place, JSON.parse(stated.textContent)).catch(() => { place.hidden = true; });
  });
}
