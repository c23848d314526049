const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something took, in two units at the most: `8 s`, `4 min 10 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatSpan(ms: number): string {
  const left = Math.max(0, ms);
  if (left < SECOND) return `${Math.round(left)} ms`;
  if (left < MINUTE) return `${Math.floor(left / SECOND)} s`;
  if (left < HOUR) return both([left / MINUTE, 'min'], [(left % MINUTE) / SECOND, 's']);
  if (left < DAY) return both([left / HOUR, 'h'], [(left % HOUR) / MINUTE, 'min']);
  return both([left / DAY, 'd'], [(left % DAY) / HOUR, 'h']);
}

/** How long ago, or until, in one unit: `just now`, `4 min ago`, `in 2 h`. */
export function formatAgo(at: number, now: number): string {
  const off = Math.abs(now - at);
  if (off < 5 * SECOND) return 'just now';
  const length = formatRough(off);
  return at <= now ? `${length} ago` : `in ${length}`;
}

/** In one unit, without its rest: `4 min`. */
export function formatRough(ms: number): string {
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} d`;
}

function both(...parts: [count: number, unit: string][]): string {
  const whole = parts.map(([count, unit]) => [Math.floor(count), unit] as const);
  return whole
    .filter(([count], at) => at === 0 || count > 0)
    .map((part) => part.join(' '))
    .join(' ');
}
