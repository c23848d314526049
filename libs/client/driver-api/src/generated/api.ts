// Written by `npm run openapi`.

export interface Tokens {
  accountId: string;
  /** Shown with every request: `Authorization: Bearer ...`. */
  accessToken: string;
  accessExpiresAt: Moment;
  /** Renews the tokens, once. */
  refreshToken: string;
  refreshExpiresAt: Moment;
}

/** RFC 3339, in UTC. Domain time. */
export type Moment = string;

/** E.164, as in +46700000001. */
export type Phone = string;

export interface Job {
  bookingId: string;
  /** The offer by which the driver has it: every command names it. */
  offerId: string;
  state: 'SEARCHING' | 'ASSIGNED' | 'ARRIVED' | 'ON_TRIP' | 'COMPLETED' | 'CANCELLED' | 'NO_SHOW';
  version: number;
  riderName: string;
  passengers: number;
  note: string;
  payment: 'CASH' | 'CARD';
  pickup: Place;
  /** Told from the arrival at the pickup on. */
  destination?: Place;
  /** Set while the car makes no progress to the pickup, or is silent on the trip: the app asks what is the matter. OPERATORS: people are told too. */
  attention?: 'DRIVER' | 'OPERATORS';
  assignedAt?: Moment;
  arrivedAt?: Moment;
  startedAt?: Moment;
  endedAt?: Moment;
  /** What the rider pays, once it is over. */
  fare?: Fare;
  reason?: string;
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

/** The total is the sum of the lines, exactly. */
export interface Fare {
  total: Money;
  lines: FareLine[];
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

export interface Shift {
  id: string;
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
  version: number;
  serviceTypes: string[];
  /** The offer under which the driver is busy. */
  offerId?: string;
  bookingId?: string;
  startedAt: Moment;
  stateSince: Moment;
  /** Offers in a row that were let pass: three end in a break. */
  ignoredOffers: number;
  jobsDone: number;
}

export interface Driver {
  id: string;
  city: string;
  state: 'APPLIED' | 'IN_REVIEW' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED' | 'CLOSED';
  version: number;
  name: string;
  phone: string;
  /** The one that counts. */
  vehicle?: Vehicle;
  /** Those that count. */
  documents: Document[];
  /** Handed in, and pending: they count once an operator has accepted them. */
  renewals: Document[];
  /** Handed in, and pending: it counts once an operator has accepted it. */
  vehicleRenewal?: Vehicle;
  /** Why it was rejected, suspended or closed; in review, why it was rejected before. */
  reason?: string;
}

export interface Vehicle {
  plate: string;
  make: string;
  model: string;
  colour: string;
  seats: number;
  serviceTypes: string[];
  id: string;
}

export interface Document {
  kind: 'DRIVING_LICENCE' | 'TAXI_LICENCE' | 'INSURANCE';
  number: string;
  expiresAt: Moment;
}

export interface Offer {
  id: string;
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
  version: number;
  bookingId: string;
  /** Until when it can be accepted. */
  deadlineAt: Moment;
  pickup: Place;
  serviceType: string;
  passengers: number;
  payment: 'CASH' | 'CARD';
  /** About what it pays. */
  fareHint: Money;
  pickupDistanceMetres: number;
  pickupDurationMs: number;
}

export interface Fix {
  /** The app’s own number: one more with every position, also over restarts. */
  seq: number;
  at: Moment;
  /** Degrees, WGS 84. */
  position: {
    lat: number;
    lng: number;
  };
  accuracyMetres: number;
  /** Negative, like none: not known. */
  speedMetresPerSecond?: number;
  /** Clockwise from north. Negative, like none: not known. */
  bearingDegrees?: number;
}

/** What each operation takes, gives and refuses. */
export interface Operations {
  /** Makes a driver’s account, by the code that was sent and a password, and signs in; to the account that the phone has, by its password. */
  apply: {
    request: {
      body: {
        challengeId: string;
        code: string;
        password: string;
        city: string;
        name: string;
        device?: string;
      };
    };
    answer: Tokens;
    errors: 'auth.code_refused' | 'auth.phone_taken' | 'auth.too_many_attempts' | 'city.not_found';
  };
  /** Sends a code to the phone of somebody who wants to drive. */
  sendCode: {
    request: {
      body: {
        phone: Phone;
      };
    };
    answer: {
      challengeId: string;
      expiresAt: Moment;
    };
    errors: 'auth.too_many_codes';
  };
  /** Ends the session. */
  signOut: {
    request: {};
    answer: undefined;
    errors: never;
  };
  /** Signs in by phone and password. */
  signIn: {
    request: {
      body: {
        phone: Phone;
        password: string;
        device?: string;
      };
    };
    answer: Tokens;
    errors: 'auth.credentials_refused' | 'auth.too_many_attempts';
  };
  /** Renews the tokens. */
  renewTokens: {
    request: {
      body: {
        refreshToken: string;
        /** Random: drawn and kept before this renewal is asked for, and sent whenever it is asked for again. */
        attempt?: string;
      };
    };
    answer: Tokens;
    errors: 'auth.session_ended';
  };
  /** Reads a job that the driver has or had, also one that is over: its fare says what is to be paid. */
  getJob: {
    request: {
      params: {
        bookingId: string;
      };
    };
    answer: Job;
    errors: 'booking.not_found';
  };
  /** Is at the pickup. */
  arrive: {
    request: {
      params: {
        bookingId: string;
      };
      body: {
        offerId: string;
      };
      idempotencyKey: string;
    };
    answer: Job;
    errors:
      | 'booking.not_found'
      | 'booking.offer_mismatch'
      | 'booking.transition_not_allowed'
      | 'booking.not_at_pickup';
  };
  /** Gives the job back. */
  cancelJob: {
    request: {
      params: {
        bookingId: string;
      };
      body: {
        offerId: string;
        reason?: string;
      };
      idempotencyKey: string;
    };
    answer: Job;
    errors: 'booking.not_found' | 'booking.offer_mismatch' | 'booking.transition_not_allowed';
  };
  /** Has the fare: in cash, or the card has paid. */
  collectCash: {
    request: {
      params: {
        bookingId: string;
      };
      idempotencyKey: string;
    };
    answer: Shift;
    errors:
      | 'payment.transition_not_allowed'
      | 'payment.not_found'
      | 'shift.transition_not_allowed'
      | 'shift.not_on_shift';
  };
  /** Ends the trip. Send all buffered positions first. */
  completeTrip: {
    request: {
      params: {
        bookingId: string;
      };
      body: {
        offerId: string;
        /** Number of the trip’s last position. */
        lastSeq: number;
      };
      idempotencyKey: string;
    };
    answer: Job;
    errors: 'booking.not_found' | 'booking.offer_mismatch' | 'booking.transition_not_allowed';
  };
  /** Tried to reach the rider. */
  logContact: {
    request: {
      params: {
        bookingId: string;
      };
      body: {
        offerId: string;
        channel: 'call' | 'message';
      };
      idempotencyKey: string;
    };
    answer: Job;
    errors: 'booking.not_found' | 'booking.offer_mismatch' | 'booking.transition_not_allowed';
  };
  /** The rider is not there. */
  reportNoShow: {
    request: {
      params: {
        bookingId: string;
      };
      body: {
        offerId: string;
      };
      idempotencyKey: string;
    };
    answer: Job;
    errors:
      | 'booking.not_found'
      | 'booking.offer_mismatch'
      | 'booking.transition_not_allowed'
      | 'booking.too_early'
      | 'booking.no_contact_attempt';
  };
  /** Starts the meter. */
  startTrip: {
    request: {
      params: {
        bookingId: string;
      };
      body: {
        offerId: string;
      };
      idempotencyKey: string;
    };
    answer: Job;
    errors:
      | 'booking.not_found'
      | 'booking.offer_mismatch'
      | 'booking.transition_not_allowed'
      | 'booking.not_at_pickup';
  };
  /** Reads the driver’s account. */
  getMe: {
    request: {};
    answer: Driver;
    errors: 'driver.not_found';
  };
  /** Hands the application in; one that was rejected, once something in it has changed. */
  submitApplication: {
    request: {};
    answer: Driver;
    errors:
      | 'driver.not_found'
      | 'driver.application_incomplete'
      | 'driver.nothing_changed'
      | 'driver.transition_not_allowed';
  };
  /** Adds a document to the application; once that was approved, hands in a renewal. */
  addDocument: {
    request: {
      params: {
        kind: 'DRIVING_LICENCE' | 'TAXI_LICENCE' | 'INSURANCE';
      };
      body: {
        number: string;
        expiresAt: Moment;
      };
    };
    answer: Driver;
    errors: 'driver.not_found' | 'driver.document_expired' | 'driver.transition_not_allowed';
  };
  /** Reads all that an app needs to show where its driver stands, in one go. */
  getState: {
    request: {};
    answer: {
      driver: Driver;
      shift?: Shift;
      offers: Offer[];
      /** The one that the driver has; one that is over, until the shift is free. */
      job?: Job;
    };
    errors: 'driver.not_found';
  };
  /** Says which car the driver drives; once the application was approved, hands in another. */
  setVehicle: {
    request: {
      body: {
        plate: string;
        make: string;
        model: string;
        colour: string;
        seats: number;
        serviceTypes: string[];
      };
    };
    answer: Driver;
    errors:
      | 'driver.not_found'
      | 'driver.plate_taken'
      | 'driver.vehicle_approved'
      | 'driver.transition_not_allowed';
  };
  /** Accepts an offer; 200 means that the driver has the job. */
  acceptOffer: {
    request: {
      params: {
        offerId: string;
      };
      idempotencyKey: string;
    };
    answer: {
      offer: Offer;
      job: Job;
    };
    errors:
      | 'dispatch.not_found'
      | 'dispatch.offer_taken'
      | 'dispatch.offer_expired'
      | 'dispatch.offer_over'
      | 'booking.cancelled';
  };
  /** Declines an offer. One that is over already is no error. */
  declineOffer: {
    request: {
      params: {
        offerId: string;
      };
      idempotencyKey: string;
    };
    answer: Offer;
    errors: 'dispatch.not_found';
  };
  /** Says that the offer is on the screen. */
  markOfferSeen: {
    request: {
      params: {
        offerId: string;
      };
    };
    answer: Offer;
    errors: 'dispatch.not_found';
  };
  /** This document. */
  describeApi: {
    request: {};
    answer: Record<string, unknown>;
    errors: never;
  };
  /** Sends positions, oldest first. What is acknowledged need not be sent again. */
  sendPositions: {
    request: {
      body: {
        fixes: Fix[];
      };
    };
    answer: {
      /** Every position that was sent up to this number was judged. */
      ackSeq: number;
      accepted: number;
      refused: {
        reason: 'INACCURATE' | 'NULL_ISLAND' | 'FUTURE' | 'TOO_FAST' | 'OUT_OF_ORDER' | 'STALE' | 'INVALID';
        count: number;
      }[];
      /** How often to take a position now. */
      nextIntervalMs: number;
    };
    errors: 'driver-api.positions_waiting';
  };
  /** Goes on shift. A position younger than 30 s must have been sent before. */
  startShift: {
    request: {
      body: {
        serviceTypes?: string[];
      };
      idempotencyKey: string;
    };
    answer: Shift;
    errors:
      | 'shift.account_not_active'
      | 'shift.documents_expired'
      | 'shift.no_recent_fix'
      | 'shift.outside_city'
      | 'shift.already_on_shift'
      | 'shift.vehicle_taken';
  };
  /** Begins a break. */
  takeBreak: {
    request: { idempotencyKey: string };
    answer: Shift;
    errors: 'shift.transition_not_allowed' | 'shift.not_on_shift';
  };
  /** Goes off shift. */
  endShift: {
    request: { idempotencyKey: string };
    answer: Shift;
    errors: 'shift.transition_not_allowed' | 'shift.not_on_shift';
  };
  /** Is free again, after a break or a passenger from the kerb. */
  resumeShift: {
    request: { idempotencyKey: string };
    answer: Shift;
    errors: 'shift.transition_not_allowed' | 'shift.not_on_shift';
  };
  /** Has a passenger from the kerb. */
  takeStreetHail: {
    request: { idempotencyKey: string };
    answer: Shift;
    errors: 'shift.transition_not_allowed' | 'shift.not_on_shift';
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
}

/** How each operation is sent. */
export const OPERATIONS = {
  apply: { method: 'POST', path: '/v1/applications' },
  sendCode: { method: 'POST', path: '/v1/applications/codes' },
  signOut: { method: 'DELETE', path: '/v1/auth/session' },
  signIn: { method: 'POST', path: '/v1/auth/sessions' },
  renewTokens: { method: 'POST', path: '/v1/auth/tokens' },
  getJob: { method: 'GET', path: '/v1/bookings/{bookingId}' },
  arrive: { method: 'POST', path: '/v1/bookings/{bookingId}/arrive' },
  cancelJob: { method: 'POST', path: '/v1/bookings/{bookingId}/cancel' },
  collectCash: { method: 'POST', path: '/v1/bookings/{bookingId}/collected' },
  completeTrip: { method: 'POST', path: '/v1/bookings/{bookingId}/complete' },
  logContact: { method: 'POST', path: '/v1/bookings/{bookingId}/contact' },
  reportNoShow: { method: 'POST', path: '/v1/bookings/{bookingId}/no-show' },
  startTrip: { method: 'POST', path: '/v1/bookings/{bookingId}/start' },
  getMe: { method: 'GET', path: '/v1/me' },
  submitApplication: { method: 'POST', path: '/v1/me/application/submit' },
  addDocument: { method: 'PUT', path: '/v1/me/documents/{kind}' },
  getState: { method: 'GET', path: '/v1/me/state' },
  setVehicle: { method: 'PUT', path: '/v1/me/vehicle' },
  acceptOffer: { method: 'POST', path: '/v1/offers/{offerId}/accept' },
  declineOffer: { method: 'POST', path: '/v1/offers/{offerId}/decline' },
  markOfferSeen: { method: 'POST', path: '/v1/offers/{offerId}/seen' },
  describeApi: { method: 'GET', path: '/v1/openapi.json' },
  sendPositions: { method: 'POST', path: '/v1/positions' },
  startShift: { method: 'POST', path: '/v1/shifts' },
  takeBreak: { method: 'POST', path: '/v1/shifts/current/break' },
  endShift: { method: 'POST', path: '/v1/shifts/current/end' },
  resumeShift: { method: 'POST', path: '/v1/shifts/current/resume' },
  takeStreetHail: { method: 'POST', path: '/v1/shifts/current/street-hail' },
  getTime: { method: 'GET', path: '/v1/time' },
} as const;
