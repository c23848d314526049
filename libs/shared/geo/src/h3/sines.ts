/** Of a degree. */
export const RADIANS = Math.PI / 180;

/** The sines of -180, -179 to 270 degrees: each is the cosine of 90 degrees less. As true as can be, and 0 and 1 where they are. */
export function sinesOfDegrees(): Float64Array {
  return Float64Array.from({ length: 451 }, (_, n) => sineOfDegrees(n - 180));
}

/** By the sine or cosine of 45 degrees or less, where rounding the angle to radians costs least. */
function sineOfDegrees(degrees: number): number {
  const quarters = Math.round(degrees / 90);
  const rest = (degrees - 90 * quarters) * RADIANS;
  const value = quarters % 2 === 0 ? Math.sin(rest) : Math.cos(rest);
  return quarters === 1 || quarters === 0 ? value : -value;
}
