import { TriangleAlert } from 'lucide-react';

import { formatMillis } from '../format/number.ts';
import css from './promise-bar.module.css';

interface PromiseBarProps {
  p95Ms: number;
  promisedMs: number;
  /** Whose: its name follows the figures. */
  of?: string;
}

/** Where on the bar the promise stands, in percent: what is beyond it is broken. */
const PROMISE_AT = 66;

/** How long calls take against what was promised. */
export function PromiseBar({ p95Ms, promisedMs, of }: PromiseBarProps) {
  const broken = p95Ms > promisedMs;
  const width = Math.min(100, (PROMISE_AT * p95Ms) / promisedMs);
  return (
    <span className={css.promise} data-broken={broken || undefined}>
      <span className={css.figures}>
        {broken && <TriangleAlert size={13} aria-label="Broken:" />}
        <span className={css.real}>{formatMillis(p95Ms)}</span>
        <span className={css.promised}> of {formatMillis(promisedMs)}</span>
        {of && <span className={css.of}>{of}</span>}
      </span>
      <span className={css.track} aria-hidden>
        <span className={css.fill} style={{ width: `${width}%` }} />
        <span className={css.mark} />
      </span>
    </span>
  );
}
