import { formatCount } from '../format/number.ts';
import { type Times } from '../format/time.ts';
import { type ChartFacts, rowsOf } from './history.ts';
import css from './now-panel.module.css';

const STEP_MS = 10 * 60_000;

/** A chart in figures, every ten minutes of city time. */
export function HistoryTable({ facts, times }: { facts: ChartFacts; times: Times }) {
  return (
    <table className={css.table}>
      <caption>{facts.title}</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          {facts.lines.map(({ label }) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rowsOf(facts, STEP_MS).map(({ at, values }) => (
          <tr key={at}>
            <th scope="row">{times.minute(at)}</th>
            {values.map((value, i) => (
              <td key={i}>{formatCount(value)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
