import { createHmac, timingSafeEqual } from 'node:crypto';

import { type z } from '@hansom/platform-config';
import { invalidFields } from '@hansom/platform-errors';

export interface CursorOptions<S extends z.ZodType> {
  /** The gateway: the first half of the code of a refusal. */
  readonly service: string;
  /** Which list: a cursor of another is refused. */
  readonly list: string;
  /** At least 32 characters, the same in all instances. */
  readonly secret: string;
  /** Where a page ends. */
  readonly position: S;
}

/** Opaque, signed places in a list. */
export interface Cursors<T> {
  encode(position: T): string;
  /** Throws `<service>.invalid_argument`, naming the field `cursor`, for what `encode` did not make. */
  decode(cursor: string): T;
}

const SIGNATURE_BYTES = 16;
const MAX_LENGTH = 2048;

/** Cursors that an app can keep and cannot make: JSON and a truncated HMAC-SHA256 of it, in base64url. Not secret: nothing private goes in. */
export function cursors<S extends z.ZodType>(options: CursorOptions<S>): Cursors<z.output<S>> {
  const { service, list, secret, position } = options;
  if (secret.length < 32) throw new TypeError('the secret of cursors has at least 32 characters');

  function signature(payload: Buffer): Buffer {
    const mac = createHmac('sha256', secret).update(`${service}/${list}\n`).update(payload);
    return mac.digest().subarray(0, SIGNATURE_BYTES);
  }

  function opened(cursor: string): unknown {
    const bytes = Buffer.from(cursor.slice(0, MAX_LENGTH), 'base64url');
    const [mac, payload] = [bytes.subarray(0, SIGNATURE_BYTES), bytes.subarray(SIGNATURE_BYTES)];
    if (mac.length < SIGNATURE_BYTES || !timingSafeEqual(mac, signature(payload))) return undefined;
    return JSON.parse(payload.toString()) as unknown; // we signed it, so we wrote it
  }

  return {
    encode: (at) => {
      const payload = Buffer.from(JSON.stringify(at));
      return Buffer.concat([signature(payload), payload]).toString('base64url');
    },
    decode: (cursor) => {
      const read = position.safeParse(opened(cursor));
      if (read.success) return read.data;
      throw invalidFields(service, [{ field: 'cursor', rule: 'is not one that this list gave' }]);
    },
  };
}
