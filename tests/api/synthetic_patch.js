// For the tests of foot_patch.js: a plane of known texture, in which a patch is moved by known pixels.
async ({ turnDeg = 0, x = 0, y = 0, gain = 1, offset = 0, noise = 0, covered = 0, start = null }) => {
  const { FootPatch, STILL } = await import("/static/live/foot_patch.js");
  const [width, height, pivot] = [160, 120, [90, 70]];
  const texture = (u, v) => 120 + 40 * Math.sin(0.31 * u + 0.12 * v) + 30 * Math.sin(0.23 * v - 0.17 * u + 1)
    + 15 * Math.sin(0.5 * u) * Math.cos(0.41 * v);
  let seed = 7;
  const random = () => { seed = (16807 * seed) % 2147483647; return seed / 2147483647 - 0.5; };
  const view = (value) => {
    const channel = Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));
    return { width, height, channels: [channel] };
  };
  const turn = (turnDeg * Math.PI) / 180;
  const before = ([u, v]) => { // where a pixel of the moved picture was
    const [armX, armY] = [u - pivot[0] - x, v - pivot[1] - y];
    return [Math.cos(turn) * armX + Math.sin(turn) * armY + pivot[0], -Math.sin(turn) * armX + Math.cos(turn) * armY + pivot[1]];
  };
  const moved = view((u, v) => (u < covered ? 40 + 60 * ((u >> 2) % 2) : gain * texture(...before([u, v])) + offset) + 2 * noise * random());
  const points = [];
  for (let v = 50; v < 80; v += 1.5) for (let u = 50; u < 100; u += 1.5) points.push([u, v]);
  const patch = new FootPatch(view((u, v) => texture(u, v) + 2 * noise * random()), points, points.map(() => [1]), pivot);
  const found = patch.peak(moved, start ?? STILL);
  const place = [60, 60];
  return {
    place: patch.moves(place, found.motion),
    likeness: found.likeness,
    turnDeg: (found.motion.turn * 180) / Math.PI,
    shift: [found.motion.x, found.motion.y],
    spread: patch.spreadOf(place, found.motion, found.covariance),
  };
}
