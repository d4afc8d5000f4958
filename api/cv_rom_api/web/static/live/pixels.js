// Parts of a picture as numbers.

/** Reads rectangles {left, top, width, height} of a picture, scaled; several readers need not share one. */
export class PixelReader {
  #context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

  /** ImageData of a rectangle, `scale` (1 or less) times as large. */
  read(picture, { left, top, width, height }, scale) {
    const [columns, rows] = [Math.round(width * scale), Math.round(height * scale)];
    const { canvas } = this.#context;
    if (canvas.width < columns) canvas.width = columns;
    if (canvas.height < rows) canvas.height = rows;
    this.#context.imageSmoothingQuality = "high";
    this.#context.drawImage(picture, left, top, width, height, 0, 0, columns, rows);
    return this.#context.getImageData(0, 0, columns, rows);
  }
}

/** The rectangle between two corners [x, y] in whole pixels, as far as it lies in the picture. */
export function rectangleBetween([left, top], [right, bottom], picture) {
  const [x, y] = [Math.max(0, Math.floor(left)), Math.max(0, Math.floor(top))];
  const [endX, endY] = [Math.min(picture.width, Math.ceil(right)), Math.min(picture.height, Math.ceil(bottom))];
  return { left: x, top: y, width: endX - x, height: endY - y };
}

/** A factor 1 / n by which something of this length becomes about as long as wanted; 1 for what is shorter. */
export function wholeScale(lengthPx, wantedPx) {
  return 1 / Math.max(1, Math.round(lengthPx / wantedPx));
}

/** [1 2 1] / 4 along both axes, a blur of 0.7 pixels: against noise and the grid of pixels. `step` values are a pixel. */
export function blurred(values, width, height, step = 1) {
  const row = width * step;
  const calm = new Float32Array(values.length);
  const result = new Float32Array(values.length);
  for (let start = 0; start < height * row; start += row) blurLine(values, calm, start, start + row, step);
  blurLine(calm, result, 0, height * row, row);
  return result;
}

/** From `start` to `end`, where neighbours lie `stride` apart; the first and the last one stand for what is beyond. */
function blurLine(values, result, start, end, stride) {
  const [inner, last] = [start + stride, end - stride];
  for (let i = start; i < inner; i += 1) result[i] = (3 * values[i] + values[i + stride]) / 4;
  for (let i = inner; i < last; i += 1) result[i] = (values[i - stride] + 2 * values[i] + values[i + stride]) / 4;
  for (let i = last; i < end; i += 1) result[i] = (values[i - stride] + 3 * values[i]) / 4;
}

/** {width, height, rgb} of ImageData: three values a pixel, a little blurred. */
export function colourPicture({ width, height, data }) {
  const rgb = new Float32Array(3 * width * height);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    rgb[to] = data[from];
    rgb[to + 1] = data[from + 1];
    rgb[to + 2] = data[from + 2];
  }
  return { width, height, rgb: blurred(rgb, width, height, 3) };
}
