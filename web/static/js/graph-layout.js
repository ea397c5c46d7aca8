// Where nodes go. What stands stays where it is; what is new fans out beside what it hangs on, then gives way to what it
// would cover. The same graph, grown in the same order, always looks the same: nothing here is drawn by lot.

const RING = 190;
const ROUNDS = 260;
const GAP = { x: 14, y: 12 };

// Gives every node of `added` a place. `nodes` are {id, x, y, w, h, kind, fact}, `edges` are {source, target}.
export function place(nodes, edges, added, centre) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const near = neighboursOf(edges);
  const fresh = new Set(added);
  const root = byId.get(centre);
  if (fresh.has(centre)) Object.assign(root, { x: 0, y: 0 });
  fan(root, byId, near, fresh);
  const loose = nodes.filter((node) => fresh.has(node.id) && node.id !== centre);
  const springs = edges.map((edge) => [byId.get(edge.source), byId.get(edge.target)]).filter(([a, b]) => a && b);
  for (let round = 0; round < ROUNDS; round += 1) {
    pull(springs, fresh, centre, 0.06 * (1 - round / ROUNDS));
    push(nodes, loose, fresh, centre);
  }
}

// Returns the ids from `start` to `end` by the fewest edges.
export function trailOf(edges, start, end) {
  const near = neighboursOf(edges);
  const from = new Map([[start, null]]);
  for (const id of from.keys()) {
    for (const next of near.get(id) ?? []) if (!from.has(next)) from.set(next, id);
  }
  const trail = [];
  for (let id = from.has(end) ? end : null; id !== null; id = from.get(id)) trail.unshift(id);
  return trail;
}

// Puts the nodes of a path in a line, upright on a narrow screen, and hangs whatever else is in view beside them.
export function placeTrail(nodes, edges, trail, upright) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  let at = 0;
  for (const [index, id] of trail.entries()) {
    const node = byId.get(id);
    const half = (upright ? node.h : node.w) / 2;
    at += index ? half + 46 : 0;
    Object.assign(node, upright ? { x: 0, y: at } : { x: at, y: 0 });
    at += half;
  }
  const near = neighboursOf(edges);
  const fixed = new Set(trail);
  const loose = nodes.filter((node) => !fixed.has(node.id));
  loose.forEach((node, index) => {
    const anchor = [...(near.get(node.id) ?? [])].map((id) => byId.get(id)).find((other) => fixed.has(other.id));
    const aside = index % 2 ? 120 + index : -120 - index;
    Object.assign(node, upright ? { x: aside, y: anchor?.y ?? at / 2 } : { x: anchor?.x ?? at / 2, y: aside });
  });
  const fresh = new Set(loose.map((node) => node.id));
  for (let round = 0; round < ROUNDS; round += 1) push(nodes, loose, fresh, null);
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

// Facts on a first ring around the root, what they lead to on a second, at the mean angle of what it hangs on.
function fan(root, byId, near, fresh) {
  const first = [...(near.get(root.id) ?? [])].map((id) => byId.get(id)).filter((node) => fresh.has(node.id));
  first.sort((a, b) => a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id));
  const whole = !root.x && !root.y;
  const middle = whole ? -Math.PI / 2 : Math.atan2(root.y, root.x);
  const span = whole ? 2 * Math.PI : Math.PI * 0.9;
  const rows = first.length > 14 ? 2 : 1; // a crowd stands in two rows, staggered
  const reach = Math.max(RING, (first.length * 74) / span / rows);
  const placed = new Map();
  first.forEach((node, index) => {
    const angle = whole ? middle + (span * index) / first.length : middle - span / 2 + (span * (index + 0.5)) / first.length;
    placed.set(node.id, angle);
    const far = reach + (index % rows) * 84;
    Object.assign(node, { x: root.x + 1.35 * far * Math.cos(angle), y: root.y + far * Math.sin(angle) });
  });
  let ring = first;
  for (let step = 2; ring.length && step < 5; step += 1) {
    const next = new Map();
    for (const node of ring) {
      for (const id of near.get(node.id) ?? []) {
        if (fresh.has(id) && !placed.has(id) && id !== root.id) next.set(id, [...(next.get(id) ?? []), placed.get(node.id)]);
      }
    }
    for (const [id, angles] of next) {
      const angle = Math.atan2(angles.reduce((sum, a) => sum + Math.sin(a), 0), angles.reduce((sum, a) => sum + Math.cos(a), 0));
      placed.set(id, angle);
      const far = (reach + (rows - 1) * 84) * (1 + (step - 1) * 0.62);
      Object.assign(byId.get(id), { x: root.x + 1.35 * far * Math.cos(angle), y: root.y + far * Math.sin(angle) });
    }
    ring = [...next.keys()].map((id) => byId.get(id));
  }
  for (const id of fresh) if (byId.get(id).x === undefined) Object.assign(byId.get(id), { x: root.x, y: root.y + 2 * reach });
}

// Draws what is new towards what it hangs on; the ring around the centre keeps its width.
function pull(springs, fresh, centre, strength) {
  for (const [a, b] of springs) {
    if (a.id === centre || b.id === centre) continue;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = Math.hypot(dx, dy) || 1;
    const excess = Math.max(0, length - RING * 0.9) / length;
    if (fresh.has(a.id) && a.id !== centre) { a.x += dx * excess * strength; a.y += dy * excess * strength; }
    if (fresh.has(b.id) && b.id !== centre) { b.x -= dx * excess * strength; b.y -= dy * excess * strength; }
  }
}

// Parts boxes that overlap, along the shorter way out; only what is new gives way.
function push(nodes, loose, fresh, centre) {
  for (const a of loose) {
    for (const b of nodes) {
      if (a === b) continue;
      const overlapX = (a.w + b.w) / 2 + GAP.x - Math.abs(b.x - a.x);
      const overlapY = (a.h + b.h) / 2 + GAP.y - Math.abs(b.y - a.y);
      if (overlapX <= 0 || overlapY <= 0) continue;
      const share = fresh.has(b.id) && b.id !== centre ? 0.5 : 1;
      if (overlapY <= overlapX) {
        const way = a.y < b.y || (a.y === b.y && a.id < b.id) ? -1 : 1;
        a.y += way * overlapY * share;
        if (share < 1) b.y -= way * overlapY * share;
      } else {
        const way = a.x < b.x || (a.x === b.x && a.id < b.id) ? -1 : 1;
        a.x += way * overlapX * share;
        if (share < 1) b.x -= way * overlapX * share;
      }
    }
  }
}
