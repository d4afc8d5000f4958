// What colours the foot has, against the floor around it: learned in the still picture, looked up in later ones.

const BITS = 5;
const SIZE = 1 << BITS;
/** Colours nearer to each other than this are taken as the same; about the noise of a compressed video. */
const KERNEL_RGB = 14;
/** Likelihood of a colour that neither sample holds: it then says nothing. */
const UNKNOWN = 0.02;
const NEGLIGIBLE = 1e-6;

export class FootColours {
  #share;

  /** From pixels ([r, g, b] one after the other) that show the foot, and such that show the floor, for sure. */
  constructor(foot, floor, { kernelRgb = KERNEL_RGB, unknown = UNKNOWN } = {}) {
    const wide = Float32Array.from({ length: SIZE }, (_, off) => Math.exp(-0.5 * ((off << (8 - BITS)) / kernelRgb) ** 2));
    const kernel = wide.filter((value) => value > NEGLIGIBLE);
    const [asFoot, asFloor] = [foot, floor].map((pixels) => likelihood(pixels, kernel).map((value) => value + unknown));
    this.#share = asFoot.map((density, cell) => density / (density + asFloor[cell]));
  }

  /** Probability that a pixel shows the foot, if both are as likely beforehand. */
  share(red, green, blue) {
    return this.#share[cellOf(red, green, blue)];
  }
}

function cellOf(red, green, blue) {
  return ((red >> (8 - BITS)) << (2 * BITS)) | ((green >> (8 - BITS)) << BITS) | (blue >> (8 - BITS));
}

/** Kernel density of the colours for every cell of colour. */
function likelihood(pixels, kernel) {
  let density = new Float32Array(SIZE ** 3);
  const each = 3 / pixels.length;
  for (let i = 0; i < pixels.length; i += 3) density[cellOf(pixels[i], pixels[i + 1], pixels[i + 2])] += each;
  for (const stride of [1, SIZE, SIZE * SIZE]) density = spread(density, stride, kernel);
  return density;
}

/** The density spread by the kernel along one axis, whose neighbours lie `stride` apart. */
function spread(density, stride, kernel) {
  const spreadOut = new Float32Array(density.length);
  for (let cell = 0; cell < density.length; cell += 1) {
    const value = density[cell];
    if (value === 0) continue;
    const place = Math.floor(cell / stride) % SIZE;
    const first = cell - place * stride;
    const end = Math.min(SIZE, place + kernel.length);
    for (let other = Math.max(0, place - kernel.length + 1); other < end; other += 1) {
      spreadOut[first + other * stride] += value * kernel[Math.abs(other - place)];
    }
  }
  return spreadOut;
}
