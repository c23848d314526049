import { openCityProcess } from '../src/testing/city/city-process.ts';

const MINUTE_MS = 60_000;
const DEFAULT_MINUTES = 20;
/** As `npm start` has it. */
const SPEED = 4;
/** Rides that came to an end, so that there is something to look at. */
const FEWEST_RIDES = 100;

/** A line of `hansom start --json`. */
interface Figures {
  rides: Record<'completed' | 'cancelled' | 'noShow' | 'noDriver' | 'notPaid', number>;
  memoryMb: number;
}

/**
 * The robot city at the defaults, as `npm start` runs it, for 20 minutes (`HANSOM_SOAK_MINUTES`). Fails when `hansom city check` finds
 * something, when an error was logged, or when too few rides came to an end. How much memory it takes is told a minute after the start and at
 * the end.
 */
export async function soak(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const minutes = Number(process.env['HANSOM_SOAK_MINUTES'] ?? DEFAULT_MINUTES);
  const city = await openCityProcess({ speed: SPEED, root: process.cwd() });
  const { timers } = city.effects;
  try {
    await city.start({ robots: true });
    await timers.sleep(MINUTE_MS);
    const early = latest(city.lines);
    await timers.sleep(Math.max(0, minutes - 1) * MINUTE_MS);
    const { rides, memoryMb } = latest(city.lines);
    await city.hansom('city', 'check', '--json', '--rider-api', city.urls.rider); // rejects when something is broken
    const errors = await city.errors();
    if (errors.length > 0) throw new Error(`errors were logged:\n${errors.join('\n')}`);
    const ended = Object.values(rides).reduce((sum, count) => sum + count, 0);
    if (ended < FEWEST_RIDES) throw new Error(`only ${ended} rides came to an end`);
    return {
      name: 'a city of robots, at the defaults',
      figures: {
        minutes,
        'rides that ended': ended,
        ...rides,
        'resident MB after a minute': early.memoryMb,
        'resident MB at the end': memoryMb,
      },
    };
  } finally {
    await city.close();
  }
}

function latest(lines: readonly string[]): Figures {
  const line = lines.findLast((one) => one.includes('"kind":"figures"'));
  if (line === undefined) throw new Error(`the city told no figures: ${lines.join('\n')}`);
  return JSON.parse(line) as Figures; // our own program wrote it
}
