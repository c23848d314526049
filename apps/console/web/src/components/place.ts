/** Pixels between a bubble and what it belongs to, and between it and the edge of the window. */
const GAP = 6;
const MARGIN = 8;

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Shows a bubble above everything, next to its trigger. */
export function place(bubble: HTMLElement, trigger: HTMLElement): void {
  bubble.showPopover();
  const { left, top } = spotFor(bubble.getBoundingClientRect(), trigger.getBoundingClientRect(), {
    ...{ left: 0, top: 0 },
    ...{ width: document.documentElement.clientWidth, height: document.documentElement.clientHeight },
  });
  bubble.style.left = `${left}px`;
  bubble.style.top = `${top}px`;
}

/** Centred above it; below where there is no room; never beyond the edge. */
export function spotFor(bubble: Box, trigger: Box, window: Box): { left: number; top: number } {
  const centred = trigger.left + (trigger.width - bubble.width) / 2;
  const left = Math.max(MARGIN, Math.min(centred, window.width - bubble.width - MARGIN));
  const above = trigger.top - bubble.height - GAP;
  return { left, top: above >= MARGIN ? above : trigger.top + trigger.height + GAP };
}
