/**
 * What is said on the console's socket, `/v1/live?city=got`: a snapshot of a city, then its changes. Types only: the page imports them too.
 *
 * Everything that is shown has a revision of the city's board. A client says which one it has read last; the next `changes` tells what is
 * newer than that, whatever happened in between. So a slow reader is told less often, and one that comes back only what it missed.
 */

/** Longitude, latitude: as GeoJSON has it. */
export type Spot = readonly [lng: number, lat: number];

/** What a taxi is doing. */
export type Doing =
  | 'FREE'
  | 'OFFERED'
  | 'TO_PICKUP'
  | 'AT_PICKUP'
  | 'ON_TRIP'
  | 'PAYING'
  | 'BREAK'
  | 'STREET_HAIL';

/** A driver who is on a shift, where the last fix was. */
export interface Taxi {
  /** The driver's id. */
  id: string;
  name: string;
  plate: string;
  doing: Doing;
  /** Since when, city time. */
  since: number;
  /** Absent until the first fix. */
  at?: Spot;
  /** Clockwise from north, 0 to 360. Absent: not known. */
  bearing?: number;
  metresPerSecond?: number;
  /** When the fix was taken, city time. */
  fixAt?: number;
  bookingId?: string;
}

/** A job that is not over. */
export interface LiveJob {
  id: string;
  state: 'REQUESTED' | 'SEARCHING' | 'ASSIGNED' | 'ARRIVED' | 'ON_TRIP';
  serviceType: string;
  passengers: number;
  pickup: Spot;
  /** A name for people; may be empty. */
  pickupName: string;
  destination: Spot;
  destinationName: string;
  /** City time. */
  createdAt: number;
  driverId?: string;
  /** Whose turn it is while the car makes no progress to the pickup, or is silent on the trip. Absent: all is well. */
  attention?: 'DRIVER' | 'OPERATORS';
}

/** A sum in the smallest unit of its currency. */
export interface Sum {
  amountMinor: number;
  currency: string;
}

/** The city in figures. Spans are in milliseconds of city time. */
export interface Now {
  drivers: Record<Doing, number>;
  /** People whose job is not over, by what they do. */
  riders: { withoutCar: number; awaitingCar: number; atCar: number; onTrip: number };
  /** Of the last hour of city time, or since the console knows the city: see `knownFor`. */
  lastHour: {
    completed: number;
    cancelled: number;
    noShow: number;
    noDriver: number;
    notPaid: number;
    /** From the booking to the car at the pickup. Absent without a ride. */
    wait?: { mean: number; p95: number };
    /** Jobs that got a driver, of those whose search came to an end: 0 to 1. Absent without one. */
    matchRate?: number;
    takings: Sum[];
  };
  /** For how long the console has listened to this city, at the most an hour. */
  knownFor: number;
}

/** How a service does. */
export interface ServiceHealth {
  name: string;
  state: 'HEALTHY' | 'UNWELL' | 'GONE';
  /** For a person: which check fails, and why. Empty when healthy. */
  reason: string;
  instances: number;
}

export interface CityClock {
  /** City time, milliseconds since 1970. */
  now: number;
  /** Seconds of city time in a real one. */
  speed: number;
}

/** What the server sends. */
export type ServerFrame =
  | {
      type: 'snapshot';
      /** This life of the server: revisions of another mean nothing here. */
      epoch: string;
      revision: number;
      city: string;
      clock: CityClock;
      taxis: Taxi[];
      jobs: LiveJob[];
      now: Now;
      services: ServiceHealth[];
    }
  | {
      type: 'changes';
      revision: number;
      clock: CityClock;
      /** Whole, as they are now. */
      taxis: Taxi[];
      /** Ids of those that are not there any more. */
      taxisGone: string[];
      jobs: LiveJob[];
      jobsGone: string[];
      now?: Now;
      /** All of them, if any changed. */
      services?: ServiceHealth[];
    };

/** What the page sends. */
export type ClientFrame =
  /** First, and only then: what it knows, if it was there before. Without it, or when that is too long ago, a snapshot comes. */
  | { type: 'hello'; known?: { epoch: string; revision: number } }
  /** It has shown everything up to there, and can take more. The server sends nothing before. */
  | { type: 'read'; revision: number };

/** Why the server ends a connection (RFC 6455, 7.4.2). */
export const LIVE_CLOSE = {
  /** The server stops: come back. */
  goingAway: 1001,
  badFrame: 4400,
  /** Sign in again. */
  signedOut: 4401,
  /** No such city, or none that one may see. */
  noCity: 4404,
  silent: 4408,
  tooMany: 4429,
} as const;
