import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { type Criticality, type Endpoint, endpointsOf, type ServerCall } from '@hansom/platform-rpc';
import { aCall, echoContract } from '@hansom/platform-rpc/testing';

import { type Limiter, limiter } from './limiter.ts';

const { read } = endpointsOf(echoContract({ p95Ms: 50 }));
const BOUNDS = { start: 10, floor: 10, ceiling: 1000 };

describe('limiter', () => {
  let effects: FakeEffects;
  let limit: Limiter;
  let finish: (() => void)[];
  let lag: number;

  beforeEach(() => {
    effects = fakeEffects();
    finish = [];
    lag = 0;
    limit = limiter({
      service: 'echo',
      effects,
      bounds: BOUNDS,
      loopLag: () => lag,
      nextTurn: queueMicrotask,
    });
  });

  interface Asked {
    criticality?: Criticality;
    from?: string;
    call?: ServerCall;
    handler?: () => unknown;
    endpoint?: Partial<Endpoint>;
  }

  /** A call through the limiter, whose handler is done when the spec finishes it. */
  function ask({ criticality = 0, from, call, handler = until, endpoint }: Asked = {}): Promise<unknown> {
    const rpc = limit.interceptor({ ...read, criticality, ...endpoint } as Endpoint, handler); // only the limiter reads it
    return (async () => rpc({}, call ?? aCall({ effects, from })))();
  }

  function until(): Promise<string> {
    return new Promise((resolve) => finish.push(() => resolve('done')));
  }

  /** That many calls, and how many of them were refused. */
  async function refusedOf(count: number, asked: Asked = {}): Promise<number> {
    let refused = 0;
    for (let call = 0; call < count; call += 1) ask(asked).catch(() => (refused += 1));
    await effects.time.advance(0);
    return refused;
  }

  it('answers with what the handler answers', async () => {
    await expect(ask({ handler: () => 'at once' })).resolves.toBe('at once');
    await expect(ask({ handler: () => Promise.resolve('later') })).resolves.toBe('later');
  });

  it('throws what the handler throws', async () => {
    const error = new Error('broken');

    await expect(ask({ handler: () => Promise.reject(error) })).rejects.toBe(error);
    expect(limit.figures().inFlight).toBe(0);
  });

  it('refuses what is over the limit as overloaded, so that it can go to another instance', async () => {
    await refusedOf(10);

    const refusal = ask();

    await expect(refusal).rejects.toMatchObject({ kind: 'unavailable', code: 'echo.overloaded' });
  });

  it('lets the next one in when one is done', async () => {
    await refusedOf(10);

    finish[0]?.();
    await effects.time.advance(0);

    expect(await refusedOf(2)).toBe(1);
  });

  it.each([
    [0, 10],
    [1, 7],
    [2, 6],
    [3, 5],
    [4, 4],
    [5, 3],
  ] as const)(
    'admits calls of level %d while fewer than %d of 10 are in flight',
    async (criticality, admitted) => {
      expect(await refusedOf(10, { criticality })).toBe(10 - admitted);
    },
  );

  it('keeps room for what is critical when all else is refused', async () => {
    await refusedOf(100, { criticality: 5 });
    await refusedOf(100, { criticality: 1 });

    expect(await refusedOf(2, { criticality: 0 })).toBe(0);
  });

  it('counts what it admits and refuses', async () => {
    await refusedOf(12, { criticality: 0 });
    await refusedOf(3, { criticality: 4 });

    expect(limit.figures()).toEqual({ limit: 10, inFlight: 10, admitted: 10, refused: [2, 0, 0, 0, 3, 0] });
  });

  it('refuses a caller that has half of the limit while others want in, and lets those in', async () => {
    await refusedOf(1, { from: 'quiet' });

    expect(await refusedOf(7, { from: 'greedy' })).toBe(2);
    expect(await refusedOf(4, { from: 'quiet' })).toBe(0);
    await expect(ask({ from: 'greedy', criticality: 0 })).rejects.toMatchObject({ code: 'echo.overloaded' });
  });

  it('tells a caller over its share not to try elsewhere', async () => {
    await refusedOf(1, { from: 'quiet' });
    await refusedOf(5, { from: 'greedy' });

    const refusal = ask({ from: 'greedy' });

    await expect(refusal).rejects.toMatchObject({
      kind: 'resource_exhausted',
      code: 'echo.caller_over_share',
    });
  });

  it('gives a caller all of the limit when nobody else called for a second', async () => {
    await refusedOf(1, { from: 'quiet', handler: () => 'done' });
    await effects.time.advance(1001);

    expect(await refusedOf(10, { from: 'greedy' })).toBe(0);
  });

  it('remembers who else wants in while one caller calls all the time', async () => {
    await refusedOf(1, { from: 'quiet', handler: () => 'done' });
    await refusedOf(5, { from: 'greedy', handler: () => 'done' });
    await effects.time.advance(900);

    expect(await refusedOf(6, { from: 'greedy' })).toBe(1);
  });

  it('lets a call go when it is given up, though its handler never ends', async () => {
    const call = aCall({ effects });
    const abandoned = ask({ call });
    await refusedOf(9);

    call.cancel();

    expect(await refusedOf(2)).toBe(1);
    finish[0]?.();
    await expect(abandoned).resolves.toBe('done');
    expect(limit.figures().inFlight).toBe(10);
  });

  it('does not start what is given up while it waits for its turn', async () => {
    const call = aCall({ effects });
    const handler = jest.fn();
    const abandoned = ask({ call, handler });

    call.cancel();

    await expect(abandoned).rejects.toMatchObject({ kind: 'cancelled' });
    expect(handler).not.toHaveBeenCalled();
  });

  it('lowers the limit when calls take longer', async () => {
    await waves(100, 10);
    const before = limit.figures().limit;

    await waves(10, 100);

    expect(before).toBeGreaterThan(15);
    expect(limit.figures().limit).toBeLessThan(before);
  });

  it('lowers the limit when the event loop is late', async () => {
    await waves(100, 10);
    lag = 500;

    await waves(300, 10);

    expect(limit.figures().limit).toBe(10);
  });

  it('takes what runs out of time as slow, and not what fails fast', async () => {
    await waves(100, 10);
    const before = limit.figures().limit;
    const refuse = (): never => {
      throw new HansomError('not_found', 'echo.not_found', { description: 'there is none' });
    };

    for (let wave = 0; wave < 20; wave += 1) {
      await refusedOf(before, { handler: refuse });
      await effects.time.advance(10);
    }
    expect(limit.figures().limit).toBe(before);

    for (let wave = 0; wave < 4; wave += 1) {
      for (let call = 0; call < 12; call += 1)
        ask({ call: aCall({ effects, deadlineMs: 200 }) }).catch(() => undefined);
      await effects.time.advance(200);
    }
    expect(limit.figures().limit).toBeLessThan(before);
  });

  it.each(['/grpc.health.v1.Health/Check', '/hansom.platform.v1.AdminService/GetStats'])(
    'never sheds %s',
    async (path) => {
      await refusedOf(20);

      await expect(ask({ criticality: 5, endpoint: { path }, handler: () => 'ok' })).resolves.toBe('ok');
    },
  );

  it('limits the opening of streams only', async () => {
    const endpoint: Partial<Endpoint> = { kind: 'server_stream' };
    for (let stream = 0; stream < 20; stream += 1) await ask({ endpoint, handler: () => 'open' });
    expect(limit.figures().inFlight).toBe(0);

    await refusedOf(10);

    await expect(ask({ endpoint })).rejects.toMatchObject({ code: 'echo.overloaded' });
  });

  /** Fills the limit, lets each call take that long, and does so again. */
  async function waves(count: number, tookMs: number): Promise<void> {
    for (let wave = 0; wave < count; wave += 1) {
      await refusedOf(limit.figures().limit);
      await effects.time.advance(tookMs);
      finish.splice(0).forEach((done) => done());
      await effects.time.advance(0);
    }
  }
});
