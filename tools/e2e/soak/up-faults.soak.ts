import { DEEDS, type Figures } from '../src/testing/up/deeds.ts';
import { runPhase } from '../src/testing/up/phase.ts';
import { startUpCity } from '../src/testing/up/up-city.ts';

/** What a machine of two processors drives beside a Cassandra. */
const DEFAULT_DRIVERS = 25;
/** As many riders as so many drivers can hardly serve: there is always somebody who waits. */
const RIDES_A_DRIVER = 12;
const DEFAULT_SPEED = 2;

/**
 * A city of robots on `./hansom up`, one process a service, is hurt: its Redis is killed, frozen, flushed; every service is killed once; all are
 * replaced. After each, every booking that was live comes to an end, and `hansom city check` finds nothing.
 *
 * `HANSOM_SOAK_STORES`: `local`, a real Cassandra (default), or `embedded`, files; a real Redis in any case. `HANSOM_SOAK_PHASES`: which of
 * `redis-kill,redis-freeze,redis-flush,kills,roll`, or `redis` for three of them (default: all). `HANSOM_SOAK_SPEED`,
 * `HANSOM_SOAK_DRIVERS`, `HANSOM_SOAK_SEED`: of the city (2; 25), and of the order of the kills (1).
 */
export async function soak(): Promise<{ name: string; figures: Figures }> {
  const stores = storesOf(process.env['HANSOM_SOAK_STORES'] ?? 'local');
  const speed = Number(process.env['HANSOM_SOAK_SPEED'] ?? DEFAULT_SPEED);
  const seed = Number(process.env['HANSOM_SOAK_SEED'] ?? 1);
  const drivers = Number(process.env['HANSOM_SOAK_DRIVERS'] ?? DEFAULT_DRIVERS);
  const robots = { drivers, ridesPerHour: drivers * RIDES_A_DRIVER };
  const phases = phasesOf(process.env['HANSOM_SOAK_PHASES']);
  const city = await startUpCity({ stores, speed, robots, root: process.cwd() });
  const figures: Figures = { ...robots, speed, seed };
  try {
    for (const phase of phases) {
      const told = await runPhase(city, phase.deed, seed); // each begins with a city that is whole
      process.stderr.write(`${JSON.stringify({ phase: phase.name, ...told })}\n`); // the next may be the last
      for (const [figure, value] of Object.entries(told)) figures[`${phase.name}: ${figure}`] = value;
    }
    return { name: `a city on ./hansom up that is hurt, stores: ${stores}`, figures };
  } catch (error) {
    const errors = city.told.errors.map(({ text }) => text);
    process.stderr.write(`${[...city.told.failures, ...errors].slice(-MOST_LINES).join('\n')}\n`);
    throw error;
  } finally {
    await city.close();
  }
}

/** Of what went wrong before a check did not hold. */
const MOST_LINES = 40;

function storesOf(text: string): 'embedded' | 'local' {
  if (text === 'embedded' || text === 'local') return text;
  throw new Error(`HANSOM_SOAK_STORES is local or embedded, and not ${text}`);
}

function phasesOf(text: string | undefined) {
  const all = Object.entries(DEEDS).map(([name, deed]) => ({ name, deed }));
  if (text === undefined) return all;
  return text.split(',').flatMap((wanted) => {
    const found = all.filter(({ name }) => name === wanted || name.startsWith(`${wanted}-`));
    if (found.length === 0) throw new Error(`HANSOM_SOAK_PHASES: there is no ${wanted}`);
    return found;
  });
}
