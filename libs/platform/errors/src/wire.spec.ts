import { Error as WireError } from '@hansom/proto-common';
import fc from 'fast-check';

import { HansomError } from './hansom-error.ts';
import { ERROR_KINDS, type ErrorKind } from './kinds.ts';
import { decodeError, encodeError, MAX_ERROR_BYTES } from './wire.ts';

const KINDS = Object.keys(ERROR_KINDS) as ErrorKind[];

/** What an error is made of, without its stack. */
function partsOf(error: HansomError | undefined) {
  if (!error) return undefined;
  const { kind, code, description, context, fields, origin } = error;
  return { kind, code, description, context, fields, origin };
}

function overTheWire(error: HansomError, service = 'sample-hold'): HansomError | undefined {
  return decodeError(encodeError(error, service), 'internal');
}

describe('an error on the wire', () => {
  it('arrives as it left, with the service that made it', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const arbitrary = fc.record({
      kind: fc.constantFrom(...KINDS),
      code: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}\.[a-z][a-z0-9_]{0,20}$/),
      description: text,
      context: fc.dictionary(
        text.filter((key) => key !== '__proto__'),
        text,
        { maxKeys: 5, noNullPrototype: true },
      ),
      fields: fc.array(fc.record({ field: text, rule: text }), { maxLength: 5 }),
    });

    fc.assert(
      fc.property(arbitrary, ({ kind, code, ...details }) => {
        const error = new HansomError(kind, code, details);

        expect(partsOf(overTheWire(error))).toEqual({ ...partsOf(error), origin: 'sample-hold' });
      }),
      { seed: 20260105 },
    );
  });

  it('keeps its origin over any number of hops', () => {
    const made = new HansomError('aborted', 'sample-hold.contended', { description: 'try again' });

    const first = overTheWire(made, 'sample-hold');
    const second = overTheWire(first!, 'sample-desk');
    const third = overTheWire(second!, 'customer-api');

    expect(partsOf(third)).toEqual(partsOf(first));
    expect(third?.origin).toBe('sample-hold');
  });

  it('leaves the cause at home', () => {
    const cause = new Error('password is hunter2');

    const bytes = encodeError(new HansomError('internal', 'a.b', { description: 'failed', cause }), 'a');

    expect(Buffer.from(bytes).toString()).not.toContain('hunter2');
  });
});

describe('an error that is too long', () => {
  const fields = Array.from({ length: 400 }, (_, i) => ({
    field: `stops.${i}.at`,
    rule: 'must be in the city',
  }));
  const context = Object.fromEntries(fields.map(({ field, rule }) => [field, rule]));

  it.each([
    ['description', { description: 'ä'.repeat(20_000) }],
    ['list of fields', { description: 'bad', fields }],
    ['context', { description: 'bad', context }],
    ['everything', { description: '€'.repeat(20_000), fields, context }],
  ])('is cut in its %s, and keeps its kind and code', (_, details) => {
    const error = new HansomError('invalid_argument', 'booking.invalid_argument', details);

    const bytes = encodeError(error, 'booking');

    expect(bytes.length).toBeLessThanOrEqual(MAX_ERROR_BYTES);
    expect(bytes.length).toBeGreaterThan(1000);
    expect(decodeError(bytes, 'internal')).toMatchObject({
      kind: error.kind,
      code: error.code,
      origin: 'booking',
    });
  });

  it('keeps the first facts, each whole, when there are no fields', () => {
    const error = new HansomError('invalid_argument', 'booking.invalid', { description: 'bad', context });

    const bytes = encodeError(error, 'booking');

    const arrived = Object.entries(decodeError(bytes, 'internal')?.context ?? {});
    const [longest] = fields.map(({ field, rule }) => field.length + rule.length).sort((a, b) => b - a);
    expect(arrived).toEqual(Object.entries(context).slice(0, arrived.length));
    expect(bytes.length).toBeGreaterThan(MAX_ERROR_BYTES - (longest ?? 0) - 2 * arrived.length - 10);
  });

  it('is not made longer by an origin that a stranger made up', () => {
    const bytes = WireError.encode({
      kind: 'internal',
      code: 'a.b',
      description: '€'.repeat(2_000),
      context: {},
      fields: [],
      origin: 'x'.repeat(6_000),
    }).finish();
    const error = decodeError(bytes, 'internal');

    const again = encodeError(error!, 'sample-desk');

    expect(again.length).toBeLessThanOrEqual(MAX_ERROR_BYTES);
    expect(decodeError(again, 'internal')).toMatchObject({ code: 'a.b', origin: 'x'.repeat(128) });
  });

  it('keeps the first fields before any context', () => {
    const error = new HansomError('invalid_argument', 'booking.invalid', {
      description: 'bad',
      fields,
      context,
    });

    const arrived = overTheWire(error);

    expect(arrived?.fields.length).toBeGreaterThan(100);
    expect(arrived?.fields).toEqual(fields.slice(0, arrived?.fields.length));
    expect(arrived?.context).toEqual({});
  });

  it('marks a description that was cut', () => {
    const error = new HansomError('internal', 'a.b', { description: 'x'.repeat(6000) });

    expect(overTheWire(error)?.description).toBe(`${'x'.repeat(1024)}…`);
  });

  it('leaves alone a description that is short enough', () => {
    const error = new HansomError('internal', 'a.b', { description: 'x'.repeat(1024), context });

    expect(overTheWire(error)?.description).toBe('x'.repeat(1024));
  });

  it('is not cut at exactly the limit', () => {
    const empty = encodeError(
      new HansomError('internal', 'a.b', { description: 'x'.repeat(200) }),
      'a',
    ).length;
    const description = 'x'.repeat(200 + MAX_ERROR_BYTES - empty);

    const bytes = encodeError(new HansomError('internal', 'a.b', { description }), 'a');

    expect(bytes).toHaveLength(MAX_ERROR_BYTES);
    expect(decodeError(bytes, 'internal')?.description).toBe(description);
  });
});

describe('decodeError', () => {
  const wire: WireError = {
    kind: 'not_found',
    code: 'a.b',
    description: '',
    context: {},
    fields: [],
    origin: 'a',
  };

  it.each(['quota_exceeded', '', 'toString', 'NOT_FOUND'])(
    'falls back for the kind %p, which it does not know',
    (kind) => {
      const bytes = WireError.encode({ ...wire, kind }).finish();

      expect(decodeError(bytes, 'resource_exhausted')).toMatchObject({
        kind: 'resource_exhausted',
        code: 'a.b',
      });
    },
  );

  it.each(['', 'not a code', 'A.B'])('finds no error where the code is %p', (code) => {
    expect(decodeError(WireError.encode({ ...wire, code }).finish(), 'internal')).toBeUndefined();
  });

  it('finds no error in garbage, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const error = decodeError(bytes, 'internal');

        expect(error === undefined || error instanceof HansomError).toBe(true);
      }),
      { seed: 20260105 },
    );
    expect(decodeError(Uint8Array.of(0xff), 'internal')).toBeUndefined();
  });
});
