import './sound-locale.ts';
import 'uplot/dist/uPlot.min.css';

import { useEffect, useRef, useState } from 'react';
import UPlot from 'uplot';

import { formatCount } from '../format/number.ts';
import { type Times } from '../format/time.ts';
import { useTheme } from '../theme/theme-context.tsx';
import css from './chart.module.css';
import { chartOptions, type ChartColours } from './chart-options.ts';
import { type ChartFacts, summaryOf } from './history.ts';

/** Lines over the last hours of city time; what the pointer is at, or the last of them, stands in words beside the title. */
export function Chart({ facts, times }: { facts: ChartFacts; times: Times }) {
  const [at, setAt] = useState<number>();
  const index = at !== undefined && at < facts.times.length ? at : facts.times.length - 1;
  const moment = facts.times[index];
  return (
    <figure className={css.chart}>
      <figcaption className={css.caption}>
        <span className={css.title}>{facts.title}</span>
        {facts.lines.map(({ label, values, colour, dashed }) => (
          <span key={label} className={css.value}>
            <Swatch colour={colour} dashed={dashed ?? false} />
            {formatCount(values[index] ?? 0)} {label}
          </span>
        ))}
        <span className={css.moment}>{moment === undefined ? '' : times.minute(moment)}</span>
      </figcaption>
      <Plot facts={facts} times={times} onPoint={setAt} />
    </figure>
  );
}

interface PlotProps {
  facts: ChartFacts;
  times: Times;
  onPoint: (index: number | undefined) => void;
}

function Plot({ facts, times, onPoint }: PlotProps) {
  const container = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | undefined>(undefined);
  const latest = useRef(facts);
  latest.current = facts;
  const { theme } = useTheme();
  useEffect(() => {
    const element = container.current;
    if (!element) return undefined;
    const options = chartOptions(latest.current, {
      colours: coloursOf(element),
      times,
      width: element.clientWidth,
    });
    const made = new UPlot(
      { ...options, hooks: { setCursor: [({ cursor: { idx } }) => onPoint(idx ?? undefined)] } },
      dataOf(latest.current),
      element,
    );
    plot.current = made;
    const watch = new ResizeObserver(() =>
      made.setSize({ width: element.clientWidth, height: options.height }),
    );
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.destroy();
    };
  }, [theme, times, onPoint]);
  useEffect(() => plot.current?.setData(dataOf(facts)), [facts]);
  return <div className={css.plot} ref={container} role="img" aria-label={summaryOf(facts)} />;
}

function Swatch({ colour, dashed }: { colour: string; dashed: boolean }) {
  return (
    <svg width={14} height={3} aria-hidden>
      <line
        x1={0}
        y1={1.5}
        x2={14}
        y2={1.5}
        stroke={`var(${colour})`}
        strokeWidth={3}
        strokeDasharray={dashed ? '4 3' : undefined}
      />
    </svg>
  );
}

function dataOf({ times, lines }: ChartFacts): UPlot.AlignedData {
  return [times.map((at) => at / 1_000), ...lines.map(({ values }) => [...values])];
}

/** Canvas knows no custom properties: they are read when the theme changes. */
function coloursOf(element: HTMLElement): ChartColours {
  const style = getComputedStyle(element);
  return (property) => style.getPropertyValue(property).trim();
}
