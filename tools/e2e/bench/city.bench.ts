import { DEFAULT_POPULATION, startRobotCity } from '../src/testing/city/robot-city.ts';
import { toldUse, watchUse } from '../src/testing/city/use.ts';

/** As long as it takes until everybody is on shift. */
const SETTLE_MS = 30_000;
const WATCHED_MS = 60_000;

/**
 * The robot city at the defaults, people and services in one process with a store in memory: what it takes of the machine in a minute,
 * when everybody has begun the day.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number> }> {
  const city = await startRobotCity({ speed: 1, robots: DEFAULT_POPULATION, root: process.cwd() });
  try {
    const { timers } = city.stack.effects;
    await timers.sleep(SETTLE_MS);
    const used = watchUse();
    await timers.sleep(WATCHED_MS);
    const use = used();
    const fleet = await city.fleet();
    return {
      name: `a city of ${DEFAULT_POPULATION.drivers} robot drivers, ${DEFAULT_POPULATION.ridesPerHour} rides an hour`,
      figures: {
        'drivers on shift': fleet.driversOnShiftCount,
        'riders waiting': fleet.ridersWaitingCount,
        'riders riding': fleet.ridersRidingCount,
        'rides completed': Number(fleet.ridesCompletedCount),
        'rides lost': Number(fleet.ridesLostCount),
        ...toldUse(use),
        'errors logged': city.complaints().length,
      },
    };
  } finally {
    await city.close();
  }
}
