import { type Certificates } from '@hansom/platform-identity';
import { type Endpoint, endpointsOf } from '@hansom/platform-rpc';
import { AdminServiceDefinition } from '@hansom/proto-platform';
import { SampleDeskServiceDefinition } from '@hansom/proto-sample-desk';
import { SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

import { believing, callRaw, type RawAnswer, type RawCall } from './raw-call.ts';
import { type Stack } from './stack.ts';
import { vaultContract } from './vault.ts';

/** A call that its handler answers well, if it gets there. */
export interface Ask {
  readonly service: string;
  readonly endpoint: Endpoint;
  readonly request: unknown;
}

/** Open to all; places a hold on the way. */
export const CHECK_IN: Ask = {
  service: 'sample-desk',
  endpoint: endpointsOf(SampleDeskServiceDefinition).checkIn,
  request: { commandKey: 'k1', guestId: 'anna', placeIds: ['seat-1'] },
};

/** For sample-desk. */
export const PLACE: Ask = {
  service: 'sample-hold',
  endpoint: endpointsOf(SampleHoldServiceDefinition).place,
  request: { commandKey: 'k2', placeId: 'seat-2', guestId: 'anna', holdMs: 60_000 },
};

/** For sample-hold, and a user with the role `ADMIN.VAULT` in Gothenburg. */
export const OPEN_VAULT: Ask = {
  service: 'vault',
  endpoint: endpointsOf(vaultContract).get,
  request: { holdId: 'got' },
};

/** Served by every service, for users with the role `OPS.ADMIN`. */
export function configOf(service: string): Ask {
  return { service, endpoint: endpointsOf(AdminServiceDefinition).getConfig, request: {} };
}

export function ask(
  { addressOf }: Stack,
  { service, endpoint, request }: Ask,
  how: Pick<RawCall, 'credentials' | 'headers'>,
): Promise<RawAnswer> {
  const message = endpoint.request.encode(request).finish();
  return callRaw({ address: addressOf(service), path: endpoint.path, message, ...how });
}

/** Who asks: a certificate, and a token if there is one. */
export interface Asking {
  readonly as: Certificates;
  readonly token?: string;
}

export function askAs(stack: Stack, what: Ask, { as, token }: Asking): Promise<RawAnswer> {
  const shown = token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } };
  return ask(stack, what, { credentials: believing(as), ...shown });
}

/** The answer to who shows nothing that counts. */
export function unauthenticated({ service }: Ask): RawAnswer {
  return { status: 'UNAUTHENTICATED', code: `${service}.unauthenticated` };
}

/** The answer to who shows the wrong thing. */
export function denied({ service }: Ask): RawAnswer {
  return { status: 'PERMISSION_DENIED', code: `${service}.permission_denied` };
}
