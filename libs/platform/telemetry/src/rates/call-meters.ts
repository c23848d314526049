import { type Millis, type Monotonic } from '@hansom/platform-context';
import { type Endpoint } from '@hansom/platform-rpc';

import { CallMeter, type CallRates } from './call-meter.ts';

/** How the calls of one RPC, or the requests of one route, went, as their server saw them. */
export interface EndpointRates extends CallRates {
  /** `/hansom.sample_hold.v1.SampleHoldService/Place`, or `POST /v1/bookings` of a request over HTTP. */
  readonly path: string;
}

/** How the calls of one service to one RPC of another went, as the caller saw them: all attempts of a call are one. */
export interface EdgeRates extends EndpointRates {
  readonly from: string;
  readonly to: string;
}

/** What a service knows of its own calls. Whatever has been called once is listed, whatever has not is missing. */
export interface Rates {
  endpoints(): EndpointRates[];
  /** At most 1001: the calls of all others are one edge to `other`. */
  edges(): EdgeRates[];
  /** How long an RPC of this service takes lately; undefined: no call of it ended in the last two minutes. Cheap to ask. */
  meanMs(endpoint: Endpoint): Millis | undefined;
}

/** A meter, and whose. */
export interface Metered {
  readonly to: string;
  readonly path: string;
  readonly meter: CallMeter;
}

const MAX_METERS = 1000;
const OTHER = 'other';
const OTHER_PATH = '/other/other';

/** The meters of one service, one for each RPC and each route it serves and for each RPC it calls. */
export class CallMeters implements Rates {
  private readonly served = new Map<string, Metered>();
  private readonly answered = new Map<string, Metered>();
  private readonly sent = new Map<string, Metered>();

  constructor(
    private readonly service: string,
    private readonly monotonic: Monotonic,
  ) {}

  serving(endpoint: Endpoint): CallMeter {
    return this.meterOf(this.served, this.service, endpoint.path);
  }

  /** `route`: method and pattern, `POST /v1/bookings`. */
  answering(route: string): CallMeter {
    return this.meterOf(this.answered, '', route);
  }

  sending(to: string, endpoint: Endpoint): CallMeter {
    return this.meterOf(this.sent, to, endpoint.path);
  }

  get server(): Iterable<Metered> {
    return this.served.values();
  }

  get http(): Iterable<Metered> {
    return this.answered.values();
  }

  get client(): Iterable<Metered> {
    return this.sent.values();
  }

  endpoints(): EndpointRates[] {
    const served = [...this.served.values(), ...this.answered.values()];
    return served.map(({ path, meter }) => ({ path, ...meter.read() }));
  }

  edges(): EdgeRates[] {
    const from = this.service;
    return Array.from(this.sent.values(), ({ to, path, meter }) => ({ from, to, path, ...meter.read() }));
  }

  meanMs(endpoint: Endpoint): Millis | undefined {
    return this.served.get(`${this.service}${endpoint.path}`)?.meter.meanMs();
  }

  private meterOf(meters: Map<string, Metered>, to: string, path: string): CallMeter {
    const key = `${to}${path}`;
    const known = meters.get(key);
    if (known) return known.meter;
    if (meters.size >= MAX_METERS && path !== OTHER_PATH) return this.meterOf(meters, OTHER, OTHER_PATH);
    const meter = new CallMeter(this.monotonic);
    meters.set(key, { to, path, meter });
    return meter;
  }
}
