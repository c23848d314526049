import { type Doing, type LiveJob, type Now } from '../protocol.ts';
import { type Board } from './board.ts';

const RIDING: Readonly<Record<LiveJob['state'], keyof Now['riders']>> = {
  REQUESTED: 'withoutCar',
  SEARCHING: 'withoutCar',
  ASSIGNED: 'awaitingCar',
  ARRIVED: 'atCar',
  ON_TRIP: 'onTrip',
};

/** What drivers on shift are doing, and riders with a job that is not over. */
export function countsOf(board: Pick<Board, 'allTaxis' | 'allJobs'>): Pick<Now, 'drivers' | 'riders'> {
  const drivers: Record<Doing, number> = {
    ...{ FREE: 0, OFFERED: 0, TO_PICKUP: 0, AT_PICKUP: 0 },
    ...{ ON_TRIP: 0, PAYING: 0, BREAK: 0, STREET_HAIL: 0 },
  };
  const riders = { withoutCar: 0, awaitingCar: 0, atCar: 0, onTrip: 0 };
  for (const { doing } of board.allTaxis()) drivers[doing] += 1;
  for (const { state } of board.allJobs()) riders[RIDING[state]] += 1;
  return { drivers, riders };
}
