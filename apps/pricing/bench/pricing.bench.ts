import { performance } from 'node:perf_hooks';

import { type Calendar } from '../src/domain/period-at.ts';
import { type Tariff } from '../src/domain/tariff.ts';
import { readMeter, type Stretch } from '../src/domain/taximeter.ts';
import { DUBLIN, localInstant, LONDON, tariffOf } from '../test/tariffs.ts';

const RIDES = 50;
/** A fix each two seconds for 20 minutes. */
const STRETCHES = 600;

/** The meter over a usual ride, by a tariff with bounds of fares and one with bounds of ways. */
export async function bench(): Promise<{ name: string; figures: Record<string, number> }> {
  const [dublin, london] = [tariffOf('dublin_2018'), tariffOf('london_2016')];
  return {
    name: `taximeter, ${STRETCHES} stretches`,
    figures: { 'Dublin, ms': millis(dublin, DUBLIN), 'London, ms': millis(london, LONDON) },
  };
}

function millis(tariff: Tariff, calendar: Calendar): number {
  const startedAt = localInstant(calendar, '2018-02-14 17:00');
  const stretches = Array.from({ length: STRETCHES }, (_, i): Stretch => {
    return { millimetres: 15_000 + ((i * 7_919) % 9_000), ms: 2_000 };
  });
  const started = performance.now();
  for (let i = 0; i < RIDES; i++) readMeter(tariff, calendar, { startedAt, stretches });
  return (performance.now() - started) / RIDES;
}
