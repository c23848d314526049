import { type Effects, monotonicInstant } from '@hansom/platform-context';
import { fakeEffects } from '@hansom/platform-context/testing';

import { type Baggage, NO_BAGGAGE } from '../baggage.ts';
import { CallScope } from '../call.ts';
import { type Handler } from '../contract.ts';
import { type Endpoint } from '../endpoint.ts';

export interface ACallOptions {
  /** Default: fakes, so that the call runs out only if the spec lets time pass. */
  effects?: Effects;
  /** The serving service. Default: `spec`. */
  name?: string;
  /** Default: 5000. */
  deadlineMs?: number;
  /** The calling service. */
  from?: string;
  /** The calling operator. */
  operator?: string;
  baggage?: Baggage;
  endpoint?: Endpoint;
}

/** A call as a handler gets it. */
export function aCall(options: ACallOptions = {}): CallScope {
  const {
    effects = fakeEffects(),
    name = 'spec',
    deadlineMs = 5000,
    from,
    operator,
    baggage = NO_BAGGAGE,
    endpoint,
  } = options;
  const deadline = monotonicInstant(effects.monotonic.now() + deadlineMs);
  return new CallScope(effects, { name, deadline, caller: { service: from, operator }, baggage, endpoint });
}

/** Calls a handler as a server would: what it throws rejects, and the call ends with its answer. */
export async function callHandler<Req, Res>(
  handler: Handler<Req, Res>,
  request: Req,
  options: ACallOptions = {},
): Promise<Res> {
  const call = aCall(options);
  try {
    return await handler(request, call);
  } finally {
    call.end();
  }
}
