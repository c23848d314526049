import { classes } from '../components/classes.ts';
import { formatPercent } from '../format/number.ts';
import css from './share-bar.module.css';

export interface Share {
  readonly version: string;
  readonly percent: number;
}

/** The looks of versions, by turns: told apart by lightness, and by the label beside it. */
const LOOKS = 4;

/** Which version gets how much. */
export function ShareBar({ shares, label }: { shares: readonly Share[]; label: string }) {
  return (
    <div className={css.shares}>
      <div className={css.bar} aria-hidden>
        {shares.map(({ version, percent }, at) => (
          <span
            key={version}
            className={classes(css.part, css[`look${at % LOOKS}`])}
            style={{ flexGrow: percent }}
          />
        ))}
      </div>
      <ul className={css.legend} aria-label={label}>
        {shares.map(({ version, percent }, at) => (
          <li key={version} className={css.entry}>
            <span className={classes(css.swatch, css[`look${at % LOOKS}`])} aria-hidden />
            <code>{version}</code> {formatPercent(percent)}
          </li>
        ))}
      </ul>
    </div>
  );
}
