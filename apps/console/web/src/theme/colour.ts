/** Red, green and blue in linear light, 0 to 1. */
export type Light = readonly [red: number, green: number, blue: number];

/** Eyes that lack a kind of cones entirely: red, green or blue. */
export type Sight = 'all' | 'protanopia' | 'deuteranopia' | 'tritanopia';

/** Machado, Oliveira and Fernandes (2009), at full severity. */
const SEEN: Record<Sight, readonly [Light, Light, Light]> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Of `#rrggbb`. */
export function lightOf(hex: string): Light {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** WCAG 2: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dim = 0, bright = 0] = [one, other].map((hex) => luminance(lightOf(hex))).sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

/** How far apart two colours look: in OKLab, where 0.02 is just noticed side by side. */
export function difference(one: string, other: string, sight: Sight = 'all'): number {
  const [a, b] = [one, other].map((hex) => oklab(seen(lightOf(hex), sight)));
  return Math.hypot(...(a ?? []).map((part, at) => part - (b?.[at] ?? 0)));
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function luminance([red, green, blue]: Light): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function seen(light: Light, sight: Sight): Light {
  const [red, green, blue] = SEEN[sight].map((row) => Math.min(1, Math.max(0, dot(row, light))));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** Björn Ottosson, "A perceptual color space for image processing" (2020). */
function oklab(light: Light): Light {
  const cones: Light = [
    Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], light)),
    Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], light)),
    Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], light)),
  ];
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], cones),
    dot([1.9779984951, -2.428592205, 0.4505937099], cones),
    dot([0.0259040371, 0.7827717662, -0.808675766], cones),
  ];
}

function dot(one: Light, other: Light): number {
  return one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
}
