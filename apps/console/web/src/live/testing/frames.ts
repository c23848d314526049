import { type LiveJob, type Now, type ServerFrame, type Taxi } from '../../../../src/live/protocol.ts';

type Snapshot = Extract<ServerFrame, { type: 'snapshot' }>;
type Changes = Extract<ServerFrame, { type: 'changes' }>;

export function aTaxi(facts: Partial<Taxi> = {}): Taxi {
  return { id: 'driver_got_1', name: 'Ada Berg', plate: 'ABC 12D', doing: 'FREE', since: 0, ...facts };
}

export function aJob(facts: Partial<LiveJob> = {}): LiveJob {
  return {
    ...{ id: 'booking_got_1', state: 'SEARCHING', serviceType: 'standard', passengers: 1, createdAt: 0 },
    ...{
      pickup: [11.97, 57.7],
      pickupName: 'Järntorget',
      destination: [11.99, 57.71],
      destinationName: 'Liseberg',
    },
    ...facts,
  };
}

export function someFigures(facts: Partial<Now> = {}): Now {
  return {
    drivers: {
      ...{ FREE: 1, OFFERED: 0, TO_PICKUP: 0, AT_PICKUP: 0 },
      ...{ ON_TRIP: 0, PAYING: 0, BREAK: 0, STREET_HAIL: 0 },
    },
    riders: { withoutCar: 0, awaitingCar: 0, atCar: 0, onTrip: 0 },
    lastHour: { completed: 0, cancelled: 0, noShow: 0, noDriver: 0, notPaid: 0, takings: [] },
    knownFor: 0,
    ...facts,
  };
}

export function aSnapshot(facts: Partial<Snapshot> = {}): Snapshot {
  return {
    ...{ type: 'snapshot', epoch: 'e1', revision: 10, city: 'got', clock: { now: 0, speed: 1 } },
    ...{ taxis: [], jobs: [], now: someFigures(), services: [] },
    ...facts,
  };
}

export function someChanges(facts: Partial<Changes> = {}): Changes {
  return {
    ...{ type: 'changes', revision: 11, clock: { now: 0, speed: 1 } },
    ...{ taxis: [], taxisGone: [], jobs: [], jobsGone: [] },
    ...facts,
  };
}
