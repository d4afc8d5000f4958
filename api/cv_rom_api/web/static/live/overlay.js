// Draws the picture that was measured, and over it the lines that are measured.

const SIDES = {
  left: { shoulder: 11, hip: 23, knee: 25, ankle: 27, heel: 29, toe: 31 },
  right: { shoulder: 12, hip: 24, knee: 26, ankle: 28, heel: 30, toe: 32 },
};
const LEAST_VISIBILITY = 0.5;
const [LINE, EDGE] = ["#ffd23f", "#10151b"];

/** Draws `picture`, and the leg's lines over it: of one `side`, of both while it is not known. */
export function draw(canvas, { picture, landmarks, places }, side) {
  const { width, height } = picture;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  if (!landmarks) return;
  const unit = Math.max(width, height) / 320;
  for (const name of side ? [side] : ["left", "right"]) {
    const followed = Object.fromEntries(Object.entries(places[name] ?? {}).filter(([, place]) => place));
    drawLeg(context, { ...placesOf(landmarks, name, width, height), ...followed }, unit);
    for (const part of ["heel", "toe"]) if (followed[part]) drawPatch(context, followed[part], unit);
  }
}

function placesOf(landmarks, side, width, height) {
  const seen = Object.entries(SIDES[side]).filter(([, index]) => landmarks[index][2] >= LEAST_VISIBILITY);
  return Object.fromEntries(seen.map(([name, index]) => [name, [landmarks[index][0] * width, landmarks[index][1] * height]]));
}

function drawLeg(context, { shoulder, hip, knee, ankle, heel, toe }, unit) {
  line(context, [shoulder, hip, knee], unit);
  line(context, [knee, ankle], 2.5 * unit);
  line(context, [heel, toe], 2.5 * unit);
}

/** A light line with a dark edge, to be seen on any ground. */
function line(context, points, width) {
  const seen = points.filter(Boolean);
  if (seen.length < 2) return;
  context.lineCap = context.lineJoin = "round";
  for (const [colour, thickness] of [[EDGE, 1.8 * width], [LINE, width]]) {
    context.beginPath();
    seen.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
    Object.assign(context, { strokeStyle: colour, lineWidth: thickness });
    context.stroke();
  }
}

/** A square around a part of the foot that is followed in the picture. */
function drawPatch(context, [x, y], unit) {
  const half = 5 * unit;
  Object.assign(context, { strokeStyle: LINE, lineWidth: unit });
  context.strokeRect(x - half, y - half, 2 * half, 2 * half);
}
