import { z } from '@hansom/platform-config';
import fc from 'fast-check';

import { cursors } from './cursors.ts';

const options = {
  service: 'rider-api',
  list: 'bookings',
  secret: 'x'.repeat(32),
  position: z.object({ before: z.string(), at: z.number() }),
};
const bookings = cursors(options);
const position = { before: 'booking_1', at: 5 };

function refusalOf(cursor: string): unknown {
  try {
    return bookings.decode(cursor);
  } catch (error) {
    return error;
  }
}

describe('a cursor', () => {
  it('says where a page ended, in a word that fits a URL', () => {
    const cursor = bookings.encode(position);

    expect(cursor).toMatch(/^[\w-]+$/);
    expect(bookings.decode(cursor)).toEqual(position);
  });

  it.each([
    ['nothing', ''],
    ['made up', 'abcdefghijklmnopqrstuvwxyz0123456789'],
    ['of another list', cursors({ ...options, list: 'rides' }).encode(position)],
    ['of another secret', cursors({ ...options, secret: 'y'.repeat(32) }).encode(position)],
    ['of another service', cursors({ ...options, service: 'driver-api' }).encode(position)],
    ['of another shape', cursors({ ...options, position: z.object({ to: z.number() }) }).encode({ to: 1 })],
    ['cut', bookings.encode(position).slice(0, -4)],
    ['a signature alone', bookings.encode(position).slice(0, 21)],
    ['very long', 'a'.repeat(100_000)],
  ])('that is %s is refused', (_, cursor) => {
    expect(refusalOf(cursor)).toMatchObject({
      kind: 'invalid_argument',
      code: 'rider-api.invalid_argument',
      fields: [{ field: 'cursor', rule: 'is not one that this list gave' }],
    });
  });

  it('is refused when any of its bytes was changed', () => {
    const bytes = Buffer.from(bookings.encode(position), 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ by;
        expect(refusalOf(changed.toString('base64url'))).toBeInstanceOf(Error);
      }),
      { seed: 20260105 },
    );
  });

  it('takes a secret that is one', () => {
    expect(() => cursors({ ...options, secret: 'short' })).toThrow(/at least 32/);
  });
});
