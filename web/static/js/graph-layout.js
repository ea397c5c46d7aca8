// Where nodes go. What stands stays where it is; what is new fans out beside what it hangs on, then gives way to what it
// would cover. The same graph, grown in the same order, always looks the same: nothing here is drawn by lot.

const RING = 190;
const ROW = 84; // between the rows of a crowd
const CROWD = 14; // nodes that stand in one row around their centre
const ROUNDS = 220;
const FEWER_ROUNDS = 90; // for hundreds of nodes
const GAP = { x: 14, y: 12 };
const CELL = { x: 260, y: 120 }; // wider and higher than any node with its gap

// Gives every node of `added` a place. `nodes` are {id, x, y, w, h, kind, fact}, `edges` are {source, target}.
export function place(nodes, edges, added, centre) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const near = neighboursOf(edges);
  const fresh = new Set(added);
  const todo = new Set(added);
  let root = byId.get(centre) ?? busiest(todo, near, byId);
  while (todo.size) {
    if (todo.delete(root.id)) Object.assign(root, freeSpot(nodes));
    fan(root, byId, near, todo);
    root = nodes.find((node) => !todo.has(node.id) && [...(near.get(node.id) ?? [])].some((id) => todo.has(id))) ?? busiest(todo, near, byId);
  }
  const loose = nodes.filter((node) => fresh.has(node.id) && node.id !== centre);
  settle(nodes, edges, loose, fresh, centre, byId);
}

// Puts the nodes of a path in a line, upright on a narrow screen; `nodes` are those on it and no others.
export function placeTrail(nodes, trail, upright) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  let at = 0;
  for (const [index, id] of trail.entries()) {
    const node = byId.get(id);
    const half = (upright ? node.h : node.w) / 2;
    at += index ? half + 46 : 0;
    Object.assign(node, upright ? { x: 0, y: at } : { x: at, y: 0 });
    at += half;
  }
}

function neighboursOf(edges) {
  const near = new Map();
  for (const { source, target } of edges) {
    for (const [a, b] of [[source, target], [target, source]]) {
      if (!near.has(a)) near.set(a, new Set());
      near.get(a).add(b);
    }
  }
  return near;
}

// Returns the node with the most neighbours, the first by id of several.
function busiest(ids, near, byId) {
  const order = [...ids].sort((a, b) => (near.get(b)?.size ?? 0) - (near.get(a)?.size ?? 0) || (a < b ? -1 : 1));
  return byId.get(order[0]);
}

// Returns the middle of an empty drawing, else a spot beside or below everything that has a place.
function freeSpot(nodes) {
  const placed = nodes.filter((node) => node.x !== undefined);
  if (!placed.length) return { x: 0, y: 0 };
  const [xs, ys] = [placed.map((node) => node.x), placed.map((node) => node.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (right - left < 1.6 * (bottom - top)) return { x: right + 2 * RING, y: (top + bottom) / 2 };
  return { x: (left + right) / 2, y: bottom + 2 * RING };
}

// Facts on a first ring around the root, what they lead to on a second, at the mean angle of what it hangs on, and so on.
function fan(root, byId, near, todo) {
  const first = [...(near.get(root.id) ?? [])].filter((id) => todo.has(id)).map((id) => byId.get(id));
  if (!first.length) return;
  first.sort((a, b) => a.kind.localeCompare(b.kind) || (a.id < b.id ? -1 : 1));
  const whole = !root.x && !root.y;
  const middle = whole ? -Math.PI / 2 : Math.atan2(root.y, root.x);
  const span = whole ? 2 * Math.PI : Math.PI * 0.9;
  const rows = Math.min(8, Math.ceil(first.length / CROWD)); // a crowd stands in rows, staggered
  const reach = Math.max(RING, (first.length * 74) / span / rows);
  const angles = new Map();
  first.forEach((node, index) => {
    const angle = whole ? middle + (span * index) / first.length : middle - span / 2 + (span * (index + 0.5)) / first.length;
    put(node, angle, reach + (index % rows) * ROW);
  });
  let ring = first;
  for (let step = 2; ring.length; step += 1) {
    const next = new Map();
    for (const node of ring) {
      for (const id of near.get(node.id) ?? []) if (todo.has(id)) next.set(id, [...(next.get(id) ?? []), angles.get(node.id)]);
    }
    const far = (reach + (rows - 1) * ROW) * (1 + (step - 1) * 0.62);
    for (const [id, some] of next) put(byId.get(id), Math.atan2(sum(some, Math.sin), sum(some, Math.cos)), far);
    ring = [...next.keys()].map((id) => byId.get(id));
  }

  function put(node, angle, far) {
    angles.set(node.id, angle);
    todo.delete(node.id);
    Object.assign(node, { x: root.x + 1.35 * far * Math.cos(angle), y: root.y + far * Math.sin(angle) });
  }
}

const sum = (numbers, of) => numbers.reduce((total, number) => total + of(number), 0);

// Draws what is new together and apart until nothing overlaps.
function settle(nodes, edges, loose, fresh, centre, byId) {
  const springs = edges.map((edge) => [byId.get(edge.source), byId.get(edge.target)]).filter(([a, b]) => a && b);
  const rounds = nodes.length > 300 ? FEWER_ROUNDS : ROUNDS;
  for (let round = 0; round < rounds; round += 1) {
    pull(springs, fresh, centre, 0.06 * (1 - round / rounds));
    if (!push(nodes, loose, fresh, centre) && round > rounds / 2) break;
  }
}

// Draws what is new towards what it hangs on; the ring around the centre keeps its width.
function pull(springs, fresh, centre, strength) {
  for (const [a, b] of springs) {
    if (a.id === centre || b.id === centre) continue;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = Math.hypot(dx, dy) || 1;
    const excess = Math.max(0, length - RING * 0.9) / length;
    if (fresh.has(a.id)) { a.x += dx * excess * strength; a.y += dy * excess * strength; }
    if (fresh.has(b.id)) { b.x -= dx * excess * strength; b.y -= dy * excess * strength; }
  }
}

// Parts boxes that overlap, along the shorter way out; only what is new gives way. Returns whether anything overlapped.
function push(nodes, loose, fresh, centre) {
  const cells = new Map();
  const cellOf = (node) => [Math.floor(node.x / CELL.x), Math.floor(node.y / CELL.y)];
  for (const node of nodes) {
    const key = cellOf(node).join();
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(node);
  }
  let moved = false;
  for (const a of loose) {
    const [column, row] = cellOf(a);
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        for (const b of cells.get(`${column + dx},${row + dy}`) ?? []) moved = part(a, b, fresh.has(b.id) && b.id !== centre) || moved;
      }
    }
  }
  return moved;
}

function part(a, b, both) {
  if (a === b) return false;
  const overlapX = (a.w + b.w) / 2 + GAP.x - Math.abs(b.x - a.x);
  const overlapY = (a.h + b.h) / 2 + GAP.y - Math.abs(b.y - a.y);
  if (overlapX <= 0 || overlapY <= 0) return false;
  const share = both ? 0.5 : 1;
  const [along, overlap] = overlapY <= overlapX ? ["y", overlapY] : ["x", overlapX];
  const way = a[along] < b[along] || (a[along] === b[along] && a.id < b.id) ? -1 : 1;
  a[along] += way * overlap * share;
  if (both) b[along] -= way * overlap * share;
  return true;
}
