// Written by `npm run openapi`.

/** E.164, as in +46700000001. */
export type Phone = string;

/** RFC 3339, in UTC. Domain time. */
export type Moment = string;

export interface Tokens {
  accountId: string;
  /** Shown with every request: `Authorization: Bearer ...`. */
  accessToken: string;
  accessExpiresAt: Moment;
  /** Renews the tokens, once. */
  refreshToken: string;
  refreshExpiresAt: Moment;
}

export interface Booking {
  id: string;
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
  version: number;
  city: string;
  serviceType: string;
  passengers: number;
  pickup: Place;
  destination: Place;
  note: string;
  payment: PaymentChoice;
  /** The price as quoted. */
  quote: Fare;
  /** Whether that price holds whatever the meter shows. */
  fixed: boolean;
  createdAt: Moment;
  /** When the search for a driver is given up. */
  searchEndsAt?: Moment;
  driverId?: string;
  vehicleId?: string;
  /** From the assignment on until the ride is over, where one booking is read. Absent while it cannot be told: ask again. */
  driver?: BookedDriver;
  assignedAt?: Moment;
  arrivedAt?: Moment;
  startedAt?: Moment;
  endedAt?: Moment;
  /** What it costs in the end: the ride, or a fee. Absent while it costs nothing. */
  fare?: Fare;
  /** What cancelling costs as it stands, while it may be cancelled. */
  cancellation?: Cancellation;
  distanceMetres: number;
  durationMs: number;
  endedBy?: 'RIDER' | 'DRIVER' | 'SYSTEM' | 'OPERATOR';
  /** Why it was cancelled, failed, or lost its driver: a code, or words. */
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

/** How a ride is paid. */
export type PaymentChoice =
  | {
      kind: 'CASH';
    }
  | {
      kind: 'CARD';
      methodId: string;
    };

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

/** Who comes, and in which car. */
export interface BookedDriver {
  name: string;
  car: BookedCar;
}

export interface BookedCar {
  plate: string;
  make: string;
  model: string;
  colour: string;
}

/** What cancelling costs. */
export interface Cancellation {
  /** 0 while no driver comes, and once the driver makes no progress. */
  fee: Money;
  /** Until then it costs nothing. Absent where the fee holds at once. */
  freeUntil?: Moment;
}

/** How paying for a ride goes. */
export interface Payment {
  bookingId: string;
  /** `OUTSTANDING`: it is owed. `FORGIVEN`: it was, and need not be paid. */
  state:
    | 'AUTHORISING'
    | 'AUTHORISED'
    | 'AUTH_FAILED'
    | 'VOIDING'
    | 'VOIDED'
    | 'CAPTURING'
    | 'CAPTURED'
    | 'CAPTURE_FAILED'
    | 'OUTSTANDING'
    | 'FORGIVING'
    | 'FORGIVEN'
    | 'REFUNDING'
    | 'REFUNDED'
    | 'PARTIALLY_REFUNDED'
    | 'CASH_AGREED'
    | 'CASH_DUE'
    | 'CASH_COLLECTED'
    | 'CASH_CLOSED';
  version: number;
  /** What is to be paid in the end: the fare or the fee. 0 before that is known. */
  due: Money;
  /** What was taken from the card. */
  captured: Money;
  /** What was given back of that. */
  refunded: Money;
  /** Why it could not be held or taken: a code. Why money was given back or a debt forgiven: words. */
  reason?: string;
}

export interface Receipt {
  bookingId: string;
  fare: Fare;
  pickup: Place;
  destination: Place;
  startedAt: Moment;
  endedAt: Moment;
  distanceMetres: number;
  durationMs: number;
  driverName: string;
  plate: string;
  /** As in `cash` or `visa 4242`; `outstanding`: it is owed; `forgiven`: it was, and need not be paid. */
  paidBy: string;
  /** What was given back, in all. Absent where nothing was. */
  refunded?: Money;
  issuedAt: Moment;
}

export interface City {
  code: string;
  name: string;
  timeZone: string;
  currency: string;
  serviceTypes: {
    id: string;
    name: string;
    seats: number;
  }[];
}

export interface Profile {
  id: string;
  phone: string;
  name: string;
  language: string;
  version: number;
}

export interface Message {
  id: string;
  kind:
    | 'CODE'
    | 'DRIVER_ASSIGNED'
    | 'DRIVER_ARRIVED'
    | 'DRIVER_LOST'
    | 'CANCELLED'
    | 'NO_DRIVER'
    | 'PAYMENT_FAILED'
    | 'RECEIPT';
  text: string;
  bookingId?: string;
  sentAt: Moment;
}

export interface SavedPlace {
  name: string;
  place: Place;
}

/** Where it is, and what people call it. */
export interface PlaceInput {
  at: LatLng;
  label?: string;
}

export interface Nearby {
  cars: Car[];
  /** How soon the nearest car could be there, by road. Absent without one. */
  pickupMs?: number;
}

export interface Car {
  /** Rounded: where some car is, not a certain one. */
  at: LatLng;
  bearingDegrees?: number;
}

export interface PaymentMethod {
  id: string;
  brand: string;
  last4: string;
  expires: string;
}

export interface Quote {
  id: string;
  serviceType: string;
  fare: Fare;
  /** Whether the price holds whatever the meter shows. */
  fixed: boolean;
  validUntil: Moment;
  /** What to book with. */
  token: string;
}

/** What each operation takes, gives and refuses. */
export interface Operations {
  /** Sends a sign-in code to a phone. */
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
  /** Signs in by the code that was sent; makes the account on the first time. */
  signIn: {
    request: {
      body: {
        challengeId: string;
        code: string;
        device?: string;
      };
    };
    answer: Tokens;
    errors: 'auth.code_refused';
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
  /** Lists the rider’s bookings, newest first. */
  listBookings: {
    request: {
      query?: {
        cursor?: string;
      };
    };
    answer: {
      bookings: Booking[];
      next?: string;
    };
    errors: never;
  };
  /** Books the ride of a quote. */
  createBooking: {
    request: {
      body: {
        /** As it was given. */
        quote: {
          id: string;
          token: string;
        };
        payment: PaymentChoice;
        note?: string;
      };
      idempotencyKey: string;
    };
    answer: Booking;
    errors: 'booking.rider_busy' | 'booking.no_service' | 'pricing.quote_stale' | 'pricing.quote_invalid';
  };
  /** Reads a booking. */
  getBooking: {
    request: {
      params: {
        bookingId: string;
      };
    };
    answer: Booking;
    errors: 'booking.not_found';
  };
  /** Cancels before the trip; `fare` of the answer is the fee, if there is one: `cancellation` told it before. */
  cancelBooking: {
    request: {
      params: {
        bookingId: string;
      };
      body: {
        reason?: string;
      };
      idempotencyKey: string;
    };
    answer: Booking;
    errors: 'booking.not_found' | 'booking.transition_not_allowed';
  };
  /** Reads how paying goes, from soon after the booking on. */
  getPayment: {
    request: {
      params: {
        bookingId: string;
      };
    };
    answer: Payment;
    errors: 'payment.not_found';
  };
  /** Reads the receipt, once there is one. */
  getReceipt: {
    request: {
      params: {
        bookingId: string;
      };
    };
    answer: Receipt;
    errors: 'notification.not_found';
  };
  /** Lists the cities. */
  listCities: {
    request: {};
    answer: {
      cities: City[];
    };
    errors: never;
  };
  /** Reads the rider’s profile. */
  getMe: {
    request: {};
    answer: Profile;
    errors: never;
  };
  /** Changes name or language. */
  updateMe: {
    request: {
      body: {
        name?: string;
        language?: string;
      };
      ifMatch?: string;
    };
    answer: Profile;
    errors: 'customer-api.precondition_failed';
  };
  /** Lists what the rider was sent, newest first. */
  listMessages: {
    request: {
      query?: {
        cursor?: string;
      };
    };
    answer: {
      messages: Message[];
      next?: string;
    };
    errors: never;
  };
  /** Lists the saved places. */
  listPlaces: {
    request: {};
    answer: {
      places: SavedPlace[];
    };
    errors: never;
  };
  /** Forgets a saved place. */
  deletePlace: {
    request: {
      params: {
        name: string;
      };
    };
    answer: undefined;
    errors: never;
  };
  /** Saves a place under a name. */
  savePlace: {
    request: {
      params: {
        name: string;
      };
      body: PlaceInput;
    };
    answer: SavedPlace;
    errors: 'customer.too_many_places';
  };
  /** Reads all that an app needs to show where its rider stands, in one go. */
  getState: {
    request: {};
    answer: {
      profile: Profile;
      booking?: Booking;
      /** What is still to be paid for earlier rides. Absent while it cannot be told. */
      owed?: Payment[];
    };
    errors: never;
  };
  /** Shows free cars near a point. */
  findNearby: {
    request: {
      query: {
        lat: number;
        lng: number;
      };
    };
    answer: Nearby;
    errors: 'customer-api.no_city';
  };
  /** This document. */
  describeApi: {
    request: {};
    answer: Record<string, unknown>;
    errors: never;
  };
  /** Lists the cards on file, oldest first. */
  listPaymentMethods: {
    request: {};
    answer: {
      methods: PaymentMethod[];
    };
    errors: never;
  };
  /** Puts a card on file, by a token of the payment provider. */
  addPaymentMethod: {
    request: {
      body: {
        providerToken: string;
      };
      idempotencyKey: string;
    };
    answer: PaymentMethod;
    errors: 'payment.card_refused' | 'payment.too_many_methods';
  };
  /** Takes a card off file. */
  removePaymentMethod: {
    request: {
      params: {
        /** id of a card */
        methodId: string;
      };
    };
    answer: undefined;
    errors: never;
  };
  /** Prices a ride by each service type, and tells how soon a car could come. */
  createQuotes: {
    request: {
      body: {
        pickup: PlaceInput;
        destination: PlaceInput;
        passengers?: number;
      };
    };
    answer: {
      city: string;
      distanceMetres: number;
      durationMs: number;
      quotes: Quote[];
      nearby: Nearby;
    };
    errors: 'customer-api.no_city' | 'pricing.outside_city' | 'pricing.no_route' | 'pricing.too_far';
  };
  /** Reads what a phone of the test range was sent. There is no such thing where the test range is off. */
  readMailbox: {
    request: {
      params: {
        phone: Phone;
      };
    };
    answer: {
      messages: Message[];
    };
    errors: 'notification.no_mailbox';
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
  sendCode: { method: 'POST', path: '/v1/auth/codes' },
  signOut: { method: 'DELETE', path: '/v1/auth/session' },
  signIn: { method: 'POST', path: '/v1/auth/sessions' },
  renewTokens: { method: 'POST', path: '/v1/auth/tokens' },
  listBookings: { method: 'GET', path: '/v1/bookings' },
  createBooking: { method: 'POST', path: '/v1/bookings' },
  getBooking: { method: 'GET', path: '/v1/bookings/{bookingId}' },
  cancelBooking: { method: 'POST', path: '/v1/bookings/{bookingId}/cancel' },
  getPayment: { method: 'GET', path: '/v1/bookings/{bookingId}/payment' },
  getReceipt: { method: 'GET', path: '/v1/bookings/{bookingId}/receipt' },
  listCities: { method: 'GET', path: '/v1/cities' },
  getMe: { method: 'GET', path: '/v1/me' },
  updateMe: { method: 'PATCH', path: '/v1/me' },
  listMessages: { method: 'GET', path: '/v1/me/messages' },
  listPlaces: { method: 'GET', path: '/v1/me/places' },
  deletePlace: { method: 'DELETE', path: '/v1/me/places/{name}' },
  savePlace: { method: 'PUT', path: '/v1/me/places/{name}' },
  getState: { method: 'GET', path: '/v1/me/state' },
  findNearby: { method: 'GET', path: '/v1/nearby' },
  describeApi: { method: 'GET', path: '/v1/openapi.json' },
  listPaymentMethods: { method: 'GET', path: '/v1/payment-methods' },
  addPaymentMethod: { method: 'POST', path: '/v1/payment-methods' },
  removePaymentMethod: { method: 'DELETE', path: '/v1/payment-methods/{methodId}' },
  createQuotes: { method: 'POST', path: '/v1/quotes' },
  readMailbox: { method: 'GET', path: '/v1/test/mailbox/{phone}' },
  getTime: { method: 'GET', path: '/v1/time' },
} as const;
