import { HansomError } from '@hansom/platform-errors';

import { errorOf, statusOf } from './status.ts';

describe('a status', () => {
  it('tells of an error, and gives it back', () => {
    const error = new HansomError('not_found', 'eta.no_road', {
      description: 'nowhere',
      context: { a: 'b' },
    });

    const status = statusOf(error, 'eta');

    expect(status).toMatchObject({ code: 5, details: 'nowhere' });
    expect(errorOf(status, 'eta')).toMatchObject({
      kind: 'not_found',
      code: 'eta.no_road',
      description: 'nowhere',
      context: { a: 'b' },
      origin: 'eta',
    });
  });

  it('has details that a header can hold', () => {
    const description = `${'x'.repeat(254)}\ud83d\ude95`;

    expect(statusOf(new HansomError('internal', 'a.b', { description: 'a\ud800b' }), 'a').details).toBe(
      'a\ufffdb',
    );
    expect(statusOf(new HansomError('internal', 'a.b', { description }), 'a').details).toBe(description);
    expect(
      statusOf(new HansomError('internal', 'a.b', { description: `x${description}` }), 'a').details,
    ).toBe(`x${'x'.repeat(254)}\ufffd`);
  });

  it.each([
    [14, 'unavailable'],
    [5, 'not_found'],
    [0, 'internal'],
    [99, 'internal'],
  ])('%d that came with no error is %s', (code, kind) => {
    expect(errorOf({ code, details: 'why' }, 'eta')).toMatchObject({
      kind,
      code: `eta.${kind}`,
      description: 'why',
      origin: undefined,
    });
  });

  it('is believed more than an error that nobody can read', () => {
    const status = { code: 14, details: 'why', error: Uint8Array.of(255, 255) };

    expect(errorOf(status, 'eta')).toMatchObject({ kind: 'unavailable', code: 'eta.unavailable' });
  });
});
