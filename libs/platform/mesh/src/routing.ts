import { type ClientInterceptor } from '@hansom/platform-rpc';
import { isCityCode } from '@hansom/shared-ids';

import { BUCKET_HEADER, BUCKETS, CITY_HEADER, LABEL_HEADER, VERSION_HEADER } from './resources/headers.ts';

/** Baggage `pin.<service>`: the version that serves its calls. `label`: whose instances serve all calls, where there are any. */
const PIN = 'pin.';
const LABEL = 'label';
const PINNED = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Says of every call what routes choose by: the city of a sharded RPC, the version or label that the call is pinned to. What makes no sense
 * is left out: the call goes the way of all others.
 */
export function routing(): ClientInterceptor {
  return ({ shard }, next) =>
    (request, call) => {
      const city = shard && cityIn((request as Readonly<Record<string, unknown>>)[shard.cityField]); // a message is a record
      if (city !== undefined) {
        call.setHeader(CITY_HEADER, city);
        call.setHeader(BUCKET_HEADER, String(bucketOf(city)));
      }
      pin(VERSION_HEADER, call.baggage[PIN + call.name]);
      pin(LABEL_HEADER, call.baggage[LABEL]);
      return next(request, call);

      function pin(header: string, value: string | undefined): void {
        if (value !== undefined && PINNED.test(value)) call.setHeader(header, value);
      }
    };
}

/** The city's code that a field holds by itself or within an id (`booking_got_01j...`). */
function cityIn(field: unknown): string | undefined {
  if (typeof field !== 'string') return undefined;
  const code = /^[a-z]+_([a-z]{3})_/.exec(field)?.[1] ?? field;
  return isCityCode(code) ? code : undefined;
}

/** 0-99: the same for a city everywhere and for ever. FNV-1a (public domain, Fowler, Noll, Vo). */
export function bucketOf(city: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(city)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % BUCKETS;
}
