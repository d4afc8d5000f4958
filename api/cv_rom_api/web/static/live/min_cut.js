// The cheapest way to part the pixels of a picture in two: Boykov & Kolmogorov 2004, on a grid of eight neighbours.

const [FREE, SOURCE, SINK] = [0, 1, 2];
/** In place of a neighbour's number, 0 to 7: the node hangs on its own terminal, or on nothing. */
const [TERMINAL, NOTHING] = [8, 9];

/** A grid of `width` times `height` nodes whose outermost ones are to stay without links. */
export class MinCut {
  #steps;
  #links;
  #terminal;
  #tree;
  #parent;
  #active = [];
  #orphans = [];
  #seen;
  #distance;
  #time = 0;

  constructor(width, height) {
    const count = width * height;
    this.#steps = [1, width + 1, width, width - 1, -1, -width - 1, -width, 1 - width]; // its opposite is four further
    this.#links = new Float32Array(8 * count);
    this.#terminal = new Float32Array(count);
    [this.#tree, this.#parent] = [new Uint8Array(count), new Uint8Array(count)];
    [this.#seen, this.#distance] = [new Int32Array(count), new Int32Array(count)];
  }

  /** What it costs to part a node from its neighbour on the right (0), below right (1), below (2) or below left (3). */
  link(node, neighbour, cost) {
    this.#links[8 * node + neighbour] = cost;
    this.#links[8 * (node + this.#steps[neighbour]) + neighbour + 4] = cost;
  }

  /** What it costs not to have a node on the source's side; negative: what it costs to have it there. */
  prefer(node, cost) {
    this.#terminal[node] = cost;
  }

  /** Which nodes are on the source's side, 1 or 0 each. Once only. */
  cut() {
    const tree = this.#tree;
    this.#parent.fill(NOTHING);
    this.#terminal.forEach((cost, node) => {
      if (cost === 0) return;
      tree[node] = cost > 0 ? SOURCE : SINK;
      [this.#parent[node], this.#distance[node]] = [TERMINAL, 1];
      this.#active.push(node);
    });
    for (let next = 0; next < this.#active.length; next += 1) {
      const node = this.#active[next];
      while (tree[node] !== FREE && this.#grow(node)) this.#adoptOrphans();
      if (next > 65536) [this.#active, next] = [this.#active.slice(next + 1), -1];
    }
    return tree.map((side) => (side === SOURCE ? 1 : 0));
  }

  /** Takes free neighbours into the node's tree; true once a path to the other tree was found and used up. */
  #grow(node) {
    const [tree, parent, links] = [this.#tree, this.#parent, this.#links];
    const side = tree[node];
    for (let way = 0; way < 8; way += 1) {
      const other = node + this.#steps[way];
      const back = (way + 4) & 7;
      const room = side === SOURCE ? links[8 * node + way] : links[8 * other + back];
      if (!(room > 0)) continue;
      if (tree[other] === FREE) {
        [tree[other], parent[other]] = [side, back];
        [this.#seen[other], this.#distance[other]] = [this.#seen[node], this.#distance[node] + 1];
        this.#active.push(other);
      } else if (tree[other] !== side) {
        if (side === SOURCE) this.#augment(node, way, other);
        else this.#augment(other, back, node);
        return true;
      } else if (this.#seen[other] <= this.#seen[node] && this.#distance[other] > this.#distance[node]) {
        parent[other] = back;
        [this.#seen[other], this.#distance[other]] = [this.#seen[node], this.#distance[node] + 1];
      }
    }
    return false;
  }

  /** As much as fits flows from the source through `node`, to `other` by its `way`, to the sink. */
  #augment(node, way, other) {
    const links = this.#links;
    let flow = Math.min(links[8 * node + way], this.#room(node, SOURCE), this.#room(other, SINK));
    links[8 * node + way] -= flow;
    links[8 * other + ((way + 4) & 7)] += flow;
    this.#flow(node, SOURCE, flow);
    this.#flow(other, SINK, flow);
  }

  #room(node, side) {
    const [parent, links] = [this.#parent, this.#links];
    let room = Infinity;
    while (parent[node] !== TERMINAL) {
      const way = parent[node];
      const above = node + this.#steps[way];
      room = Math.min(room, side === SOURCE ? links[8 * above + ((way + 4) & 7)] : links[8 * node + way]);
      node = above;
    }
    return Math.min(room, Math.abs(this.#terminal[node]));
  }

  #flow(node, side, flow) {
    const [parent, links] = [this.#parent, this.#links];
    while (parent[node] !== TERMINAL) {
      const way = parent[node];
      const above = node + this.#steps[way];
      const [down, up] = [8 * above + ((way + 4) & 7), 8 * node + way];
      const [used, returned] = side === SOURCE ? [down, up] : [up, down];
      links[used] -= flow;
      links[returned] += flow;
      if (!(links[used] > 0)) this.#orphan(node);
      node = above;
    }
    this.#terminal[node] -= side === SOURCE ? flow : -flow;
    if (this.#terminal[node] === 0) this.#orphan(node);
  }

  #orphan(node) {
    this.#parent[node] = NOTHING;
    this.#orphans.push(node);
  }

  #adoptOrphans() {
    this.#time += 1;
    for (let next = 0; next < this.#orphans.length; next += 1) this.#adopt(this.#orphans[next]);
    this.#orphans.length = 0;
  }

  /** Hangs an orphan on the neighbour of its tree that is nearest to the terminal; without one it is free. */
  #adopt(node) {
    const [tree, parent, links] = [this.#tree, this.#parent, this.#links];
    const side = tree[node];
    let [best, nearest] = [NOTHING, Infinity];
    for (let way = 0; way < 8; way += 1) {
      const other = node + this.#steps[way];
      if (tree[other] !== side || parent[other] === NOTHING) continue;
      const room = side === SOURCE ? links[8 * other + ((way + 4) & 7)] : links[8 * node + way];
      if (!(room > 0)) continue;
      const distance = this.#toTerminal(other);
      if (distance < nearest) [best, nearest] = [way, distance];
    }
    if (best !== NOTHING) {
      parent[node] = best;
      [this.#seen[node], this.#distance[node]] = [this.#time, nearest + 1];
      return;
    }
    tree[node] = FREE;
    for (let way = 0; way < 8; way += 1) {
      const other = node + this.#steps[way];
      if (tree[other] !== side) continue;
      const back = (way + 4) & 7;
      if ((side === SOURCE ? links[8 * other + back] : links[8 * node + way]) > 0) this.#active.push(other);
      if (parent[other] === back) this.#orphan(other);
    }
  }

  /** How many nodes lie between a node and its terminal; endless where it hangs on an orphan. */
  #toTerminal(start) {
    const [parent, seen, distance] = [this.#parent, this.#seen, this.#distance];
    let [node, steps] = [start, 0];
    while (seen[node] !== this.#time && parent[node] < TERMINAL) {
      node += this.#steps[parent[node]];
      steps += 1;
    }
    if (parent[node] === NOTHING) return Infinity;
    if (parent[node] === TERMINAL) [seen[node], distance[node]] = [this.#time, 1];
    const whole = steps + distance[node];
    for (let [at, left] = [start, whole]; seen[at] !== this.#time; left -= 1) {
      [seen[at], distance[at]] = [this.#time, left];
      at += this.#steps[parent[at]];
    }
    return whole;
  }
}
