/** Pixels that something moves before anybody sees it move. */
const SEEN_PIXELS = 0.5;
/** MapLibre's: how many pixels the world is wide at zoom 0. */
const WORLD_PIXELS = 512;
const LONGEST_MS = 100;

/**
 * Milliseconds from one frame to the next in which the fastest taxi (in widths of the world a millisecond) moves as far as can be seen: from afar thousands
 * of taxis need not be drawn sixty times a second to glide.
 */
export function frameGap(fastest: number, zoom: number): number {
  const pixelsPerMs = fastest * WORLD_PIXELS * 2 ** zoom;
  return pixelsPerMs <= 0 ? LONGEST_MS : Math.min(LONGEST_MS, SEEN_PIXELS / pixelsPerMs);
}
