import type { Options, Series } from 'uplot';

import { type Times } from '../format/time.ts';
import { type ChartFacts } from './history.ts';

/** The colour that a custom property has in the theme. */
export type ChartColours = (property: string) => string;

const HEIGHT = 92;
const FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** How a chart is drawn: small, without a legend, its axis in the time of the city, from zero. */
export function chartOptions(
  { lines }: ChartFacts,
  { colours, times, width }: { colours: ChartColours; times: Times; width: number },
): Options {
  const axis = { stroke: colours('--ink-faint'), font: FONT, ticks: { show: false } };
  const grid = { stroke: colours('--line'), width: 1 };
  return {
    ...{ width, height: HEIGHT, padding: [6, 16, 0, 0] },
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
    scales: { x: { time: true }, y: { range: (_plot, _least, most) => [0, Math.max(4, most * 1.08)] } },
    axes: [
      {
        ...axis,
        size: 20,
        gap: 3,
        space: 64,
        grid: { show: false },
        values: (_plot, splits) => splits.map((at) => times.minute(at * 1_000)),
      },
      {
        ...axis,
        size: 30,
        gap: 4,
        space: 28,
        grid,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000],
      },
    ],
    series: [
      {},
      ...lines.map(({ label, colour, dashed }, i): Series => {
        const stroke = colours(colour);
        return {
          ...{ label, stroke, width: 1.75, points: { show: false } },
          ...(dashed && { dash: [5, 4] }),
          ...(i === 0 && { fill: `color-mix(in srgb, ${stroke} 14%, transparent)` }),
        };
      }),
    ],
  };
}
