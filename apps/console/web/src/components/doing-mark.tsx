import { type Doing } from '../../../src/live/protocol.ts';
import { DOING } from '../theme/doing.ts';
import css from './doing-mark.module.css';

interface DoingMarkProps {
  doing: Doing;
  /** Pixels. Default: 14. */
  size?: number;
}

/** The sign of what a taxi does, in its colour. It says nothing to a screen reader: its label stands beside it. */
export function DoingMark({ doing, size = 14 }: DoingMarkProps) {
  return (
    <svg className={css[doing]} viewBox="0 0 24 24" width={size} height={size} fillRule="evenodd" aria-hidden>
      <path d={DOING[doing].glyph} />
    </svg>
  );
}
