import { type DriverStory } from '@hansom/client-console';

import { Card } from '../../components/card.tsx';
import { Chip, type Tone } from '../../components/chip.tsx';
import { Facts } from '../../components/facts.tsx';
import { Ago, Time } from '../../components/time.tsx';
import { formatMetres, formatSpeed } from '../../format/number.ts';
import { formatSpan } from '../../format/span.ts';
import css from './silence-card.module.css';

/** Whether one hears of the driver's phone. */
export function SilenceCard({ story: { silence, position, city, shift } }: { story: DriverStory }) {
  if (!silence) return null;
  const { lastFixAt, silentMs, gaps } = silence;
  const live = shift?.live ?? false;
  return (
    <Card title="Position" aside={live && <Heard silentMs={silentMs} />}>
      <Facts
        facts={[
          ['Last fix', lastFixAt ? <Ago key="fix" at={lastFixAt} city={city} /> : 'never'],
          ['Speed', position?.metresPerSecond !== undefined && formatSpeed(position.metresPerSecond)],
          ['Exact to', position && formatMetres(position.accuracyMetres)],
        ]}
      />
      {gaps.length > 0 && (
        <ul className={css.gaps} aria-label="Gaps of 30 s and more before the last fix">
          {gaps.map(({ from, lengthMs }) => (
            <li key={from}>
              Silent for {formatSpan(lengthMs)} from <Time at={from} city={city} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Heard({ silentMs }: { silentMs?: number }) {
  const { tone, label } = heardOf(silentMs);
  return <Chip tone={tone}>{label}</Chip>;
}

/** As the platform takes it: after 15 s nobody is offered to them, after 90 s the rider is told. */
function heardOf(silentMs?: number): { tone: Tone; label: string } {
  if (silentMs === undefined) return { tone: 'bad', label: 'Never heard of' };
  if (silentMs > 90_000) return { tone: 'bad', label: `Silent for ${formatSpan(silentMs)}` };
  if (silentMs > 15_000) return { tone: 'warn', label: `Silent for ${formatSpan(silentMs)}` };
  return { tone: 'good', label: 'Heard of' };
}
