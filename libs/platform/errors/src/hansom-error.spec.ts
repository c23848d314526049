import {
  checkFields,
  HansomError,
  ifFound,
  invalidFields,
  isPassing,
  keyCheck,
  textCheck,
} from './hansom-error.ts';
import { ERROR_KINDS, type ErrorKind } from './kinds.ts';

describe('HansomError', () => {
  it('knows its statuses, and whose fault it is, by its kind', () => {
    const error = new HansomError('not_found', 'sample-hold.not_found', { description: 'no such hold' });

    expect(error).toMatchObject({ grpcStatus: 5, httpStatus: 404, callersFault: true, name: 'HansomError' });
    expect(error).toMatchObject({ description: 'no such hold', context: {}, fields: [], origin: undefined });
  });

  it('keeps its cause for the log', () => {
    const cause = new Error('disk full');

    const error = new HansomError('internal', 'store.failed', { description: 'the store failed', cause });

    expect(error.cause).toBe(cause);
  });

  it('has no cause where none is given', () => {
    expect(new HansomError('internal', 'a.b', { description: '' })).not.toHaveProperty('cause');
  });

  it.each(['a.b', 'sample-hold.not_found', 'eta2.no_route_2', `a.${'b'.repeat(126)}`])(
    'takes the code %p',
    (code) => {
      expect(new HansomError('internal', code, { description: '' }).code).toBe(code);
    },
  );

  it.each([
    '',
    'hold',
    'hold.',
    '.taken',
    'Hold.taken',
    'hold.Taken',
    'hold.place-taken',
    '-a.b',
    'a.b.c',
    ' a.b',
    'a.b\n',
  ])('refuses the code %p', (code) => {
    expect(() => new HansomError('internal', code, { description: '' })).toThrow(TypeError);
  });

  it('refuses a code that is too long to travel', () => {
    expect(() => new HansomError('internal', `a.${'b'.repeat(127)}`, { description: '' })).toThrow(
      /is not <service>.<reason>/,
    );
  });
});

describe('invalidFields', () => {
  it('names every field that broke a rule', () => {
    const error = invalidFields('eta', [
      { field: 'from.lat', rule: 'must be at most 90' },
      { field: 'limit', rule: 'must be positive' },
    ]);

    expect(error).toMatchObject({ kind: 'invalid_argument', code: 'eta.invalid_argument' });
    expect(error.description).toBe('from.lat: must be at most 90; limit: must be positive');
    expect(error.fields).toHaveLength(2);
  });
});

describe('isPassing', () => {
  it.each(Object.keys(ERROR_KINDS) as ErrorKind[])('tells whether %s is worth asking again', (kind) => {
    const worth = ['unavailable', 'deadline_exceeded', 'resource_exhausted', 'aborted'].includes(kind);

    expect(isPassing(new HansomError(kind, 'eta.odd', { description: '' }))).toBe(worth);
  });

  it('takes no other error for one', () => {
    expect(isPassing(new Error('unavailable'))).toBe(false);
  });
});

describe('ifFound', () => {
  const missing = new HansomError('not_found', 'booking.not_found', { description: '' });
  const away = new HansomError('unavailable', 'booking.unavailable', { description: '' });

  it('has nothing in place of what is not found, and lets all else through', async () => {
    await expect(ifFound(Promise.resolve(1))).resolves.toBe(1);
    await expect(ifFound(Promise.reject(missing))).resolves.toBeUndefined();
    await expect(ifFound(Promise.reject(away))).rejects.toBe(away);
  });
});

describe('checkFields', () => {
  const kept = { field: 'limit', rule: 'must be positive', holds: true };

  it('refuses with every check that does not hold, in their order', () => {
    const broken = [
      { field: 'to.lat', rule: 'must be at most 90' },
      { field: 'from.lat', rule: 'must be at most 90' },
    ];
    const checks = broken.map((violation) => ({ ...violation, holds: false }));

    expect(() => checkFields('eta', [kept, ...checks])).toThrow(
      expect.objectContaining({ code: 'eta.invalid_argument', fields: broken }),
    );
  });

  it('says nothing when all hold', () => {
    expect(() => checkFields('eta', [kept])).not.toThrow();
  });
});

describe('textCheck', () => {
  it.each([
    ['', false],
    ['a', true],
    ['abc', true],
    ['abcd', false],
  ])('asks for one to three characters: %p', (text, holds) => {
    expect(textCheck('reason', text, 3)).toEqual({
      field: 'reason',
      rule: 'must have 1 to 3 characters',
      holds,
    });
  });

  it('lets the key of a command have a hundred', () => {
    const rule = 'must have 1 to 100 characters';

    expect(keyCheck('k'.repeat(100))).toEqual({ field: 'command_key', rule, holds: true });
    expect(keyCheck('k'.repeat(101)).holds).toBe(false);
    expect(keyCheck('').holds).toBe(false);
  });
});
