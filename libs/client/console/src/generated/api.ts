// Written by `npm run openapi`.

export interface BookingStory {
  booking: StoryBooking;
  /** What happened to the job, in order. Old events expire. */
  timeline: StoryEvent[];
  /** In the order in which they were made. */
  offers: StoryOffer[];
  payment?: StoryPayment;
  ledger: LedgerLine[];
  /** What the rider was sent about it, oldest first. */
  messages: StoryMessage[];
  receipt?: StoryReceipt;
  /** Of all that happened, without repeats. */
  traceIds: string[];
  missing: Missing[];
}

export interface StoryBooking {
  id: string;
  city: string;
  state:
    | 'REQUESTED'
    | 'SEARCHING'
    | 'ASSIGNED'
    | 'ARRIVED'
    | 'ON_TRIP'
    | 'COMPLETED'
    | 'CANCELLED'
    | 'NO_SHOW'
    | 'EXPIRED'
    | 'FAILED';
  /** Whether it is still to be done. */
  live: boolean;
  version: number;
  serviceType: string;
  passengers: number;
  rider: Person;
  /** Who has, or had, the job. */
  driver?: Person;
  car?: Car;
  pickup: Place;
  destination: Place;
  /** From the rider to the driver. May be empty. */
  note: string;
  payment: 'CASH' | 'CARD';
  /** The price as quoted. */
  quote: Fare;
  /** Whether that price holds whatever the meter shows. */
  fixed: boolean;
  /** What it costs in the end: the ride, or a fee. */
  fare?: Fare;
  /** What was driven, once it is over; `bridged` where a gap of the trace was bridged by road. */
  meter?: {
    distanceMetres: number;
    durationMs: number;
    bridged: boolean;
  };
  createdAt: Moment;
  searchEndsAt?: Moment;
  assignedAt?: Moment;
  arrivedAt?: Moment;
  startedAt?: Moment;
  endedAt?: Moment;
  endedBy?: 'RIDER' | 'DRIVER' | 'SYSTEM' | 'OPERATOR';
  /** Why it was cancelled, failed or lost its driver. May be empty. */
  reason: string;
  /** How many drivers it has lost. */
  reallocations: number;
  /** Who should look after a driver who makes no progress to the pickup, or is silent on the trip. */
  attention?: 'DRIVER' | 'OPERATORS';
}

export interface Person {
  id: string;
  /** May be empty. */
  name: string;
  /** Masked, as in `+46 •• ••• •• 12`, for staff who may not see it. */
  phone?: string;
}

export interface Car {
  id: string;
  plate: string;
  make: string;
  model: string;
  colour: string;
  seats: number;
  serviceTypes: string[];
}

/** Where it is, and what people call it. */
export interface Place {
  at: LatLng;
  label: string;
}

/** Degrees, WGS 84. */
export interface LatLng {
  lat: number;
  lng: number;
}

export interface Money {
  /** In the minor unit of the currency: öre, cents, pence. */
  amount: number;
  /** ISO 4217. */
  currency: string;
}

/** A part of a fare. */
export interface FareLine {
  kind: 'METER' | 'FIXED' | 'EXTRA' | 'TOLL' | 'SURGE' | 'FEE' | 'DISCOUNT';
  label: string;
  price: Money;
}

/** The total is the sum of the lines, exactly. */
export interface Fare {
  total: Money;
  lines: FareLine[];
}

/** RFC 3339, in UTC. Domain time. */
export type Moment = string;

export interface StoryEvent {
  at: Moment;
  /** As in `booking.assigned`. */
  event: string;
  /** The state before; absent at the beginning. */
  from?: string;
  /** The state after. */
  to?: string;
  by: 'RIDER' | 'DRIVER' | 'SYSTEM' | 'OPERATOR';
  /** The id of the person, where it was one. */
  who?: string;
  /** For a person: a reason, a driver, a sum. May be empty. */
  why: string;
  version: number;
  traceId?: string;
}

export interface StoryOffer {
  id: string;
  /** Which search of the job: from 1. */
  search: number;
  /** Which wave of the search: from 1. */
  wave: number;
  /** Which place in the wave: from 1. */
  place: number;
  driver: Person;
  state:
    | 'CREATED'
    | 'SENT'
    | 'SEEN'
    | 'ACCEPTED'
    | 'CONFIRMED'
    | 'REFUSED'
    | 'DECLINED'
    | 'EXPIRED'
    | 'WITHDRAWN'
    | 'UNDELIVERED';
  /** Whether it can still be accepted. */
  open: boolean;
  createdAt: Moment;
  sentAt?: Moment;
  seenAt?: Moment;
  /** When the driver accepted or declined. */
  answeredAt?: Moment;
  endedAt?: Moment;
  deadlineAt: Moment;
  /** How it ended, for a person. Empty while it is open. */
  ended: string;
  pickupDistanceMetres: number;
  pickupDurationMs: number;
}

export interface StoryPayment {
  id: string;
  state:
    | 'CREATED'
    | 'AUTHORISING'
    | 'AUTHORISED'
    | 'AUTH_FAILED'
    | 'VOIDING'
    | 'VOIDED'
    | 'CAPTURING'
    | 'CAPTURED'
    | 'CAPTURE_FAILED'
    | 'OUTSTANDING'
    | 'REFUNDING'
    | 'REFUNDED'
    | 'PARTIALLY_REFUNDED'
    | 'FORGIVING'
    | 'FORGIVEN'
    | 'CASH_AGREED'
    | 'CASH_DUE'
    | 'CASH_COLLECTED'
    | 'CASH_CLOSED';
  cash: boolean;
  /** For a person, as in `visa 4242` or `cash`. */
  method: string;
  authorised?: Money;
  captured?: Money;
  refunded?: Money;
  /** What is to be paid in the end. */
  due?: Money;
  /** Why it failed: a code. May be empty. */
  reason: string;
  events: StoryEvent[];
}

export interface LedgerLine {
  at: Moment;
  /** As in `capture 1`. The lines of one journal sum to zero. */
  journal: string;
  account: string;
  /** Debits are positive, credits negative. */
  change: Money;
}

export interface StoryMessage {
  id: string;
  at: Moment;
  channel: 'SMS';
  /** Masked for staff who may not see phone numbers. */
  to: string;
  /** As in `DRIVER_ASSIGNED`. */
  kind: string;
  text: string;
}

export interface StoryReceipt {
  issuedAt: Moment;
  total: Money;
  paidBy: string;
  driverName: string;
  plate: string;
}

export interface Missing {
  /** The member of the answer that is empty or absent for it. */
  part: string;
  /** For a person. */
  why: string;
}

export interface DrivenWay {
  /** From the car to the pickup, from pickup to destination, what was driven, or nothing to draw. */
  kind: 'TO_PICKUP' | 'TRIP' | 'DRIVEN' | 'NONE';
  line: LatLng[];
  missing: Missing[];
}

export interface Pickup {
  at: {
    lat: number;
    lng: number;
  };
  /** City time, in milliseconds since 1970. */
  askedAt: number;
}

export interface Sample {
  /** City time, in milliseconds since 1970. */
  at: number;
  drivers: DriversNow;
  riders: RidersNow;
  /** In the hour before. */
  completed: number;
  /** Alike. */
  noDriver: number;
  wait?: Wait;
  /** Jobs that got a driver, of those whose search came to an end. Absent without one. */
  matchRate?: number;
}

export interface DriversNow {
  FREE: number;
  OFFERED: number;
  TO_PICKUP: number;
  AT_PICKUP: number;
  ON_TRIP: number;
  PAYING: number;
  BREAK: number;
  STREET_HAIL: number;
}

export interface RidersNow {
  withoutCar: number;
  awaitingCar: number;
  atCar: number;
  onTrip: number;
}

/** From the booking to the car at the pickup. */
export interface Wait {
  /** In milliseconds of city time. */
  mean: number;
  /** In milliseconds of city time. */
  p95: number;
}

export interface Now {
  drivers: DriversNow;
  riders: RidersNow;
  /** Of the last hour of city time, or of `knownFor` where that is shorter. */
  lastHour: {
    completed: number;
    cancelled: number;
    noShow: number;
    noDriver: number;
    notPaid: number;
    wait?: Wait;
    /** Jobs that got a driver, of those whose search came to an end. Absent without one. */
    matchRate?: number;
    /** What riders paid, before refunds. */
    takings: Sum[];
  };
  /** For how long the console has listened, at the most an hour of city time. */
  knownFor: number;
}

export interface Sum {
  amountMinor: number;
  currency: string;
}

export interface Streets {
  /** To be shown wherever the streets are. */
  attribution: string;
  bounds: Bounds;
  /** Lines with class and name in delta-coded bytes, in the zlib format, in base64: see packed-streets.ts. */
  packed: string;
}

export interface Bounds {
  south: number;
  west: number;
  north: number;
  east: number;
}

export interface DriverStory {
  id: string;
  city: string;
  name: string;
  /** Masked for staff who may not see it. */
  phone: string;
  account: {
    state: 'APPLIED' | 'IN_REVIEW' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED' | 'CLOSED';
    reason: string;
  };
  /** Those that count. */
  documents: StoryDocument[];
  /** Handed in, and not yet looked at. */
  renewals: StoryDocument[];
  car?: Car;
  shift?: StoryShift;
  /** Of today and the shift, newest first, at most 50. */
  jobs: StoryJob[];
  /** What riders pay for the jobs that were driven, one sum a currency. */
  takings: Money[];
  silence?: Silence;
  position?: LastPosition;
  missing: Missing[];
}

export interface StoryDocument {
  kind: 'DRIVING_LICENCE' | 'TAXI_LICENCE' | 'INSURANCE';
  endsAt: Moment;
  /** Soon: within 30 days. */
  state: 'GOOD' | 'ENDS_SOON' | 'ENDED';
}

export interface StoryShift {
  id: string;
  /** Whether the driver is on it now; else it is the last one. */
  live: boolean;
  state:
    | 'FREE'
    | 'OFFERED'
    | 'ACCEPTING'
    | 'EN_ROUTE'
    | 'ARRIVED'
    | 'ON_TRIP'
    | 'PAYING'
    | 'BREAK'
    | 'BUSY_STREET'
    | 'ENDED';
  stateSince: Moment;
  startedAt: Moment;
  endedAt?: Moment;
  serviceTypes: string[];
  /** The job at hand. */
  bookingId?: string;
  jobsDone: number;
  /** Offers in a row that were let pass. */
  ignoredOffers: number;
  /** In order. Old ones expire. */
  spans: ShiftSpan[];
}

export interface ShiftSpan {
  state:
    | 'FREE'
    | 'OFFERED'
    | 'ACCEPTING'
    | 'EN_ROUTE'
    | 'ARRIVED'
    | 'ON_TRIP'
    | 'PAYING'
    | 'BREAK'
    | 'BUSY_STREET'
    | 'ENDED';
  from: Moment;
  /** Absent for what goes on. */
  to?: Moment;
  bookingId?: string;
}

export interface StoryJob {
  bookingId: string;
  state:
    | 'REQUESTED'
    | 'SEARCHING'
    | 'ASSIGNED'
    | 'ARRIVED'
    | 'ON_TRIP'
    | 'COMPLETED'
    | 'CANCELLED'
    | 'NO_SHOW'
    | 'EXPIRED'
    | 'FAILED';
  /** Whether it went to another driver, or to none. */
  lost: boolean;
  riderName: string;
  pickup: Place;
  destination: Place;
  assignedAt?: Moment;
  startedAt?: Moment;
  endedAt?: Moment;
  fare?: Fare;
}

export interface Silence {
  /** Absent without a fix. */
  lastFixAt?: Moment;
  /** City time since then. */
  silentMs?: number;
  /** Of 30 s and more between fixes of the last five minutes before the last one. */
  gaps: {
    from: Moment;
    to: Moment;
    lengthMs: number;
  }[];
}

export interface LastPosition {
  at: LatLng;
  fixAt: Moment;
  accuracyMetres: number;
  bearingDegrees?: number;
  metresPerSecond?: number;
}

export interface Me {
  id: string;
  name: string;
  cities: SeenCity[];
  may: {
    changeTraffic: boolean;
    seePhones: boolean;
  };
}

export interface SeenCity {
  code: string;
  name: string;
  /** IANA name: times are shown in it. */
  timeZone: string;
  currency: string;
  /** In degrees: where rides may begin. */
  bounds: {
    south: number;
    west: number;
    north: number;
    east: number;
  };
}

export interface Hit {
  kind: 'booking' | 'driver' | 'rider';
  id: string;
  /** Absent for riders: they travel. */
  city?: string;
  title: string;
  detail: string;
  /** When a ride was booked. */
  at?: Moment;
}

export interface ServiceSummary {
  name: string;
  /** UNWELL: an instance does not answer, or a check of one fails. GONE: nobody runs it. */
  state: 'HEALTHY' | 'UNWELL' | 'GONE';
  /** Which check fails where, and why. Empty when healthy. */
  reason: string;
  instances: number;
  versions: {
    version: string;
    /** That take new calls and are not kept for a label. */
    instances: number;
    percent: number;
  }[];
  zones: string[];
  /** Whether somebody set shares, labels or faults. */
  steered: boolean;
  /** That were answered or were the caller’s fault, over the last minute. */
  callsPerSecond: number;
  /** Over the last minute. */
  failuresPerSecond: number;
  /** Endpoints whose p95 is worse than promised. */
  brokenPromises: number;
  /** The endpoint whose p95 is worst for its promise. Absent before anybody called. */
  worst?: {
    path: string;
    p95Ms: number;
    promisedP95Ms: number;
  };
}

export interface ServicePage {
  name: string;
  /** UNWELL: an instance does not answer, or a check of one fails. GONE: nobody runs it. */
  state: 'HEALTHY' | 'UNWELL' | 'GONE';
  reason: string;
  instances: ServiceInstance[];
  versions: {
    version: string;
    /** That take new calls and are not kept for a label. */
    instances: number;
    percent: number;
  }[];
  /** By path. */
  endpoints: ServiceEndpoint[];
  /** Who calls it, busiest first. */
  callers: ServiceEdge[];
  /** Whom it calls, busiest first. */
  callees: ServiceEdge[];
  rules: {
    /** Version of all rules: a change names it. */
    basedOn: number;
    now: Rules;
  };
  /** What it runs on, as JSON. For staff who may change traffic. */
  config?: string;
  missing: Missing[];
}

export interface ServiceInstance {
  id: string;
  version: string;
  zone: string;
  /** Set: it serves only calls that ask for it. May be empty. */
  label: string;
  address: string;
  state: 'SERVING' | 'DRAINING';
  /** How long its process has run, in real time. */
  upMs?: number;
  memoryBytes?: number;
  checks: InstanceCheck[];
  /** Why nothing could be learnt from it. Empty where it answers. */
  reason: string;
}

export interface InstanceCheck {
  name: string;
  state: 'PENDING' | 'PASSING' | 'FAILING';
  priority: 'PAGER' | 'EMAIL' | 'WARNING';
  /** Why it fails. May be empty. */
  reason: string;
}

export interface ServiceEndpoint {
  path: string;
  /** Absent for routes over HTTP, and for what every service serves. */
  promise?: {
    meanMs: number;
    p95Ms: number;
  };
  /** From 0, shed last, to 5. */
  criticality?: number;
  /** Whether p95 is as promised. Absent where nobody called. */
  kept?: boolean;
  ok: Rates;
  /** Refused because of the caller: no sign of ill health. */
  callersFault: Rates;
  failed: Rates;
  meanMs: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
}

export interface Rates {
  /** Since the instances started. */
  count: number;
  perSecond1m: number;
  perSecond5m: number;
  perSecond15m: number;
}

export interface ServiceEdge {
  from: string;
  to: string;
  path: string;
  ok: Rates;
  failed: Rates;
  meanMs: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
}

export interface Rules {
  shares: {
    version: string;
    share: number;
  }[];
  labels: {
    label: string;
    version: string;
  }[];
  faults: Fault[];
}

export interface Fault {
  /** How many of a hundred calls it befalls. */
  percent: number;
  /** The gRPC status to fail with; 0: do not fail. */
  abortCode: number;
  /** How long to wait first; 0: not at all. */
  delayMs: number;
  /** Only calls that carry it; empty: all. */
  header: string;
  headerValue: string;
}

export interface TrafficChange {
  version: number;
  at: Moment;
  /** A name, or as in `operator:anna`, `service:provisioning`, `user:staff_01j...`. */
  who: string;
  service: string;
  reason: string;
  /** What it changed, a sentence each. */
  told: string[];
  before: Rules;
  after: Rules;
  /** Whether the rules before can be put back: not once they were changed again. */
  undo: {
    possible: boolean;
    /** Why not. Empty where it is. */
    why: string;
  };
}

export interface TrafficChanged {
  version: number;
  warnings: string[];
}

export interface RulesInput {
  shares: {
    version: string;
    share: number;
  }[];
  labels: {
    label: string;
    version: string;
  }[];
  faults: FaultInput[];
}

export interface FaultInput {
  /** How many of a hundred calls it befalls. */
  percent: number;
  /** The gRPC status to fail with; 0: do not fail. */
  abortCode?: number;
  /** How long to wait first; 0: not at all. */
  delayMs?: number;
  /** Only calls that carry it; empty: all. */
  header?: string;
  headerValue?: string;
}

export interface TrafficPreview {
  /** The version of the rules that it was compared with: give it to the change. */
  basedOn: number;
  /** Whether it changes anything. */
  changes: boolean;
  /** What will happen, a sentence each. */
  effects: string[];
  /** What may not be meant. */
  warnings: string[];
  /** Every version that runs or is named, newest first. */
  versions: VersionShare[];
}

export interface VersionShare {
  version: string;
  /** That take new calls and are not kept for a label. */
  instances: number;
  percentNow: number;
  percentThen: number;
}

/** What each operation takes, gives and refuses. */
export interface Operations {
  /** Tells all that is known of a ride. */
  getBooking: {
    request: {
      params: {
        bookingId: string;
      };
    };
    answer: BookingStory;
    errors: 'booking.not_found';
  };
  /** Gives the way that is driven now, or was driven. */
  getWay: {
    request: {
      params: {
        bookingId: string;
      };
    };
    answer: DrivenWay;
    errors: 'booking.not_found';
  };
  /** Tells where rides were asked for in the last 30 minutes of city time. */
  getDemand: {
    request: {
      params: {
        city: string;
      };
    };
    answer: {
      /** At most 5000, the newest first. */
      points: Pickup[];
    };
    errors: 'console.no_city' | 'console.city_loading';
  };
  /** Tells what getNow would have told at each minute of the last 6 hours of city time. */
  getHistory: {
    request: {
      params: {
        city: string;
      };
    };
    answer: {
      /** Oldest first; none from before the console knew the city. */
      samples: Sample[];
    };
    errors: 'console.no_city' | 'console.city_loading';
  };
  /** Tells what drivers and riders of a city are doing, and how the last hour went. */
  getNow: {
    request: {
      params: {
        city: string;
      };
    };
    answer: Now;
    errors: 'console.no_city' | 'console.city_loading';
  };
  /** Gives the streets of a city, to draw its map of. */
  getStreets: {
    request: {
      params: {
        city: string;
      };
    };
    answer: Streets;
    errors: 'console.no_city' | 'console.no_streets';
  };
  /** Tells who a driver is, and what the day was. */
  getDriver: {
    request: {
      params: {
        driverId: string;
      };
    };
    answer: DriverStory;
    errors: 'driver.not_found';
  };
  /** Tells who is signed in, what they may do, and the cities that they may see. */
  getMe: {
    request: {};
    answer: Me;
    errors: never;
  };
  /** This document. */
  describeApi: {
    request: {};
    answer: Record<string, unknown>;
    errors: never;
  };
  /** Finds rides, drivers and riders by id, phone, name or plate. At most 50 hits, the best first. */
  search: {
    request: {
      query: {
        /** An id, a phone number, the beginning of a name or of a plate. */
        q: string;
        /** Only drivers and rides of this city. */
        city?: string;
      };
    };
    answer: {
      hits: Hit[];
      missing: Missing[];
    };
    errors: 'console.no_city';
  };
  /** Lists the services, and how each does. */
  listServices: {
    request: {};
    answer: {
      services: ServiceSummary[];
      missing: Missing[];
    };
    errors: never;
  };
  /** Tells all that a service says of itself, who calls it and whom it calls. */
  getService: {
    request: {
      params: {
        service: string;
      };
    };
    answer: ServicePage;
    errors: 'console.no_service';
  };
  /** Ends the session, if there is one, and clears its cookie. */
  signOut: {
    request: {};
    answer: undefined;
    errors: never;
  };
  /** Signs in by name and password. Sets the cookie of the session. */
  signIn: {
    request: {
      body: {
        name: string;
        password: string;
      };
    };
    answer: Me;
    errors: 'auth.credentials_refused' | 'auth.too_many_attempts';
  };
  /** Signs in by a link that is good once. Sets the cookie of the session. */
  redeemLink: {
    request: {
      body: {
        secret: string;
        /** Made up by whoever signs in, and the same when they ask again: an answer may get lost. */
        attempt: string;
      };
    };
    answer: Me;
    errors: 'auth.link_refused';
  };
  /** The time that everything here is stamped with. */
  getTime: {
    request: {};
    answer: {
      /** domain time */
      now: string;
      /** domain seconds that pass in a real one */
      speed: number;
    };
    errors: never;
  };
  /** Gives the rules of all services, and lists who changed what, newest first. */
  listTrafficChanges: {
    request: {
      query?: {
        /** As `next` of the answer before. */
        before?: number;
      };
    };
    answer: {
      /** Of the rules: one more with every change. */
      version: number;
      /** Of services that have any. */
      rules: {
        service: string;
        rules: Rules;
      }[];
      changes: TrafficChange[];
      next?: number;
    };
    errors: never;
  };
  /** Puts back the rules that a change replaced, unless they were changed again since. */
  undoTrafficChange: {
    request: {
      params: {
        version: number;
      };
      body: {
        /** For those who come after: why. */
        reason: string;
      };
      idempotencyKey: string;
    };
    answer: TrafficChanged;
    errors: 'console.no_such_change' | 'console.changed_since' | 'traffic.outdated';
  };
  /** Tells what rules would do. Changes nothing. */
  previewTraffic: {
    request: {
      body: {
        service: string;
        rules: RulesInput;
      };
    };
    answer: TrafficPreview;
    errors: 'console.no_service';
  };
  /** Replaces the rules of a service. */
  changeTraffic: {
    request: {
      params: {
        service: string;
      };
      body: {
        /** As the preview had it. */
        basedOn: number;
        /** For those who come after: why. */
        reason: string;
        rules: RulesInput;
      };
      idempotencyKey: string;
    };
    answer: TrafficChanged;
    errors: 'traffic.outdated' | 'traffic.invalid_argument' | 'console.no_service';
  };
}

/** How each operation is sent. */
export const OPERATIONS = {
  getBooking: { method: 'GET', path: '/v1/bookings/{bookingId}' },
  getWay: { method: 'GET', path: '/v1/bookings/{bookingId}/way' },
  getDemand: { method: 'GET', path: '/v1/cities/{city}/demand' },
  getHistory: { method: 'GET', path: '/v1/cities/{city}/history' },
  getNow: { method: 'GET', path: '/v1/cities/{city}/now' },
  getStreets: { method: 'GET', path: '/v1/cities/{city}/streets' },
  getDriver: { method: 'GET', path: '/v1/drivers/{driverId}' },
  getMe: { method: 'GET', path: '/v1/me' },
  describeApi: { method: 'GET', path: '/v1/openapi.json' },
  search: { method: 'GET', path: '/v1/search' },
  listServices: { method: 'GET', path: '/v1/services' },
  getService: { method: 'GET', path: '/v1/services/{service}' },
  signOut: { method: 'DELETE', path: '/v1/session' },
  signIn: { method: 'POST', path: '/v1/session' },
  redeemLink: { method: 'POST', path: '/v1/session/link' },
  getTime: { method: 'GET', path: '/v1/time' },
  listTrafficChanges: { method: 'GET', path: '/v1/traffic/changes' },
  undoTrafficChange: { method: 'POST', path: '/v1/traffic/changes/{version}/undo' },
  previewTraffic: { method: 'POST', path: '/v1/traffic/preview' },
  changeTraffic: { method: 'PUT', path: '/v1/traffic/{service}' },
} as const;
