import { type Check } from '../check.ts';

/** What a limiter knows. Counts are since the start. */
export interface CapacityFigures {
  readonly limit: number;
  readonly inFlight: number;
  readonly admitted: number;
  /** By criticality: the first is level 0. */
  readonly refused: readonly number[];
}

const MAX_REFUSED = 0.01;

/**
 * Fails when calls of level 0 (rides) were refused since the last run, or more than one of a hundred of any. Never a pager check: an instance
 * that is full serves all it can, and one that left would make the others fuller.
 */
export function capacityCheck(figures: () => CapacityFigures): Check {
  const since = { admitted: 0, refused: 0, rides: 0 };
  return {
    name: 'capacity',
    priority: 'email',
    run: () => {
      const { limit, inFlight, admitted, refused } = figures();
      const total = {
        admitted,
        refused: refused.reduce((sum, count) => sum + count, 0),
        rides: refused[0] ?? 0,
      };
      const turnedAway = total.refused - since.refused;
      const rides = total.rides - since.rides;
      const asked = turnedAway + total.admitted - since.admitted;
      Object.assign(since, total);
      return {
        ok: rides === 0 && turnedAway <= asked * MAX_REFUSED,
        message: `${turnedAway} of ${asked} calls were refused, ${rides} of them for rides`,
        measurements: { limit_calls: limit, in_flight_calls: inFlight, refused_calls: turnedAway },
      };
    },
  };
}
