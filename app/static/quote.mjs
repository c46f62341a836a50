// Draws the ways that the list tells: its steps are the nodes, each leading to the sentence it comes from.
import cytoscape from "./vendor/cytoscape.esm.min.mjs";

const COLUMN = 250;
const ROW = 84;
const HEIGHT = 50;
const MOST = 40; // ways that a drawing can show
const MOST_LETTERS = 34;

const drawing = document.querySelector(".drawing");
const ways = [...document.querySelectorAll("[data-way]")].slice(0, MOST).map(readSteps);

function readSteps(way) {
  return [...way.querySelectorAll("[data-key]")].map((link) => ({
    key: link.dataset.key,
    role: link.dataset.role,
    name: link.textContent,
    address: link.getAttribute("href"),
  }));
}

// Publishers stand on the left, the speaker on the right; a node of several ways stands amid them.
function place() {
  const nodes = new Map();
  const widest = Math.max(...ways.map((steps) => steps.length));
  ways.forEach((steps, row) =>
    steps.forEach((step, at) => {
      const node = nodes.get(step.key) ?? { ...step, rows: [], column: 0 };
      node.rows.push(row);
      node.column = Math.max(node.column, at === steps.length - 1 ? widest - 1 : at);
      nodes.set(step.key, node);
    }),
  );
  return spread([...nodes.values()]).map((node) => ({
    data: { id: node.key, name: shorten(node.name), role: node.role, address: node.address },
    position: { x: node.column * COLUMN, y: node.y },
  }));
}

// No node of a column covers another.
function spread(nodes) {
  for (const node of nodes) node.y = (node.rows.reduce((a, b) => a + b) / node.rows.length) * ROW;
  nodes.sort((a, b) => a.column - b.column || a.y - b.y);
  nodes.forEach((node, at) => {
    const above = nodes[at - 1];
    if (above?.column === node.column) node.y = Math.max(node.y, above.y + HEIGHT + 18);
  });
  return nodes;
}

function shorten(name) {
  return name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1).trimEnd()}…` : name;
}

function join() {
  const edges = new Map();
  for (const steps of ways) {
    steps.slice(1).forEach((step, at) => {
      const { address } = step;
      const id = `${steps[at].key} to ${step.key} by ${address}`;
      edges.set(id, { data: { id, source: steps[at].key, target: step.key, address } });
    });
  }
  return [...edges.values()];
}

function style() {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return [
    {
      selector: "node",
      style: {
        shape: "round-rectangle",
        width: 180,
        height: HEIGHT,
        label: "data(name)",
        "font-family": "system-ui, sans-serif",
        "font-size": 14,
        "text-wrap": "wrap",
        "text-max-width": 164,
        "text-valign": "center",
        color: colour("--ink"),
        "background-color": colour("--raised"),
        "border-width": 1,
        "border-color": colour("--line-strong"),
      },
    },
    { selector: "node[role = 'speaker']", style: { "border-color": colour("--accent"), "border-width": 2 } },
    { selector: "node[role = 'author']", style: { "border-color": colour("--line") } },
    { selector: "node[role = 'credit']", style: { "border-style": "dashed" } },
    {
      selector: "edge",
      style: {
        width: 1.5,
        "curve-style": "bezier",
        "control-point-step-size": 26,
        "source-endpoint": "50% 0",
        "target-endpoint": "-50% 0",
        "line-color": colour("--line-strong"),
        "target-arrow-color": colour("--line-strong"),
        "target-arrow-shape": "triangle",
      },
    },
  ];
}

function draw() {
  drawing.hidden = false;
  drawing.style.height = `${Math.min(Math.max(ways.length, 2) * ROW + 40, 720)}px`;
  const graph = cytoscape({
    container: drawing,
    elements: { nodes: place(), edges: join() },
    layout: { name: "preset", fit: true, padding: 12 },
    style: style(),
    maxZoom: 1,
    userZoomingEnabled: false,
    userPanningEnabled: ways.length > 6,
    autoungrabify: true,
  });
  graph.on("tap", "node, edge", (event) => location.assign(event.target.data("address")));
  graph.on("mouseover", "node, edge", () => drawing.classList.add("pointing"));
  graph.on("mouseout", "node, edge", () => drawing.classList.remove("pointing"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(style()));
  new ResizeObserver(() => graph.resize().fit(12)).observe(drawing);
  drawing.dataset.drawn = String(graph.nodes().length);
}

if (ways.length) draw();
