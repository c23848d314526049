import { fakeEffects, type FakeEffects, settle } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';

import { type Call, type CallScope, rootCall } from './call.ts';
import { type ClientOptions, createClient } from './client.ts';
import { type ClientOf } from './contract.ts';
import { InProcessNetwork } from './in-process/network.ts';
import { createServer, serve } from './server.ts';
import { type EchoContract, echoContract, type Text } from './testing/echo-contract.ts';
import { errorOf } from './testing/suite/world.ts';

const busy = new HansomError('unavailable', 'echo.busy', { description: '' });

describe('a client', () => {
  let effects: FakeEffects;
  let root: CallScope;
  /** How each attempt is answered, in their order: with a text, with an error, or never. */
  let answers: (string | HansomError | undefined)[];
  let attempts: { call: Call; at: number }[];

  beforeEach(() => {
    effects = fakeEffects();
    root = rootCall(effects, { name: 'spec', deadlineMs: 60_000 });
    answers = [];
    attempts = [];
  });

  async function clientOf(options: Partial<ClientOptions> = {}): Promise<ClientOf<EchoContract>> {
    const contract = echoContract({ meanMs: 10, p95Ms: 100 });
    const network = new InProcessNetwork(effects);
    const handle = (_: Text, call: Call): Text | Promise<Text> => {
      attempts.push({ call, at: effects.monotonic.now() });
      const answer = answers.shift();
      if (answer === undefined) return new Promise(() => undefined);
      if (answer instanceof HansomError) throw answer;
      return { text: answer };
    };
    const contracts = [serve(contract, { read: handle, repeat: handle, write: handle })];
    await createServer({ service: 'echo', effects, contracts, transport: network.serverTransport() }).start();
    return createClient(contract, {
      effects,
      transport: network.clientTransport(),
      from: 'spec',
      ...options,
    });
  }

  describe('that tries again', () => {
    it('waits 10 to 30 ms, and then 30 to 90', async () => {
      answers = [busy, busy, 'done'];
      const answer = (await clientOf()).read({ text: '' }, root);
      await effects.time.advance(500);

      expect(await answer).toEqual({ text: 'done' });
      const [first, second, third] = attempts.map(({ at }) => at);
      expect((second ?? NaN) - (first ?? NaN)).toBeGreaterThanOrEqual(10);
      expect((second ?? NaN) - (first ?? NaN)).toBeLessThanOrEqual(30);
      expect((third ?? NaN) - (second ?? NaN)).toBeGreaterThanOrEqual(30);
      expect((third ?? NaN) - (second ?? NaN)).toBeLessThanOrEqual(90);
    });

    it('does not when too little time is left', async () => {
      answers = [busy, 'done'];
      const call = root.fork({ name: 'spec' });
      const short = rootCall(effects, { name: 'spec', deadlineMs: 22 });
      const error = errorOf((await clientOf()).read({ text: '' }, short));
      await effects.time.advance(100);

      expect(await error).toMatchObject({ code: 'echo.busy' });
      expect(attempts).toHaveLength(1);
      call.end();
    });

    it('stops waiting when the call is given up', async () => {
      answers = [busy, 'done'];
      const call = root.fork();
      const error = errorOf((await clientOf()).read({ text: '' }, call));
      await settle();

      call.cancel();
      await effects.time.advance(100);

      expect(await error).toMatchObject({ kind: 'cancelled' });
      expect(attempts).toHaveLength(1);
      expect(effects.time.waiting).toBe(1); // the root's own
    });

    it('runs out of retries when everything fails: 500, and one for each ten calls', async () => {
      const client = await clientOf();
      answers = Array.from({ length: 4000 }, () => busy);

      const errors = Array.from({ length: 1000 }, () => errorOf(client.read({ text: '' }, root)));
      await effects.time.advance(1000);
      await Promise.all(errors);

      expect(attempts.length - 1000).toBeGreaterThanOrEqual(500);
      expect(attempts.length - 1000).toBeLessThanOrEqual(600);
    });
  });

  describe('that hedges', () => {
    it('sends a second attempt after the promised 95th percentile, and takes the first answer', async () => {
      answers = [undefined, 'second'];
      const answer = (await clientOf({ hedge: true })).read({ text: '' }, root);

      await effects.time.advance(99);
      const before = attempts.length;
      await effects.time.advance(1);

      expect(before).toBe(1);
      expect(await answer).toEqual({ text: 'second' });
      expect(attempts.map(({ call }) => call.cancelled)).toEqual([true, false]);
      expect(effects.time.waiting).toBe(1); // the root's own
    });

    it('sends no third', async () => {
      const error = errorOf((await clientOf({ hedge: true })).read({ text: '' }, root));
      await effects.time.advance(500);

      expect(await error).toMatchObject({ kind: 'deadline_exceeded' });
      expect(attempts).toHaveLength(2);
    });

    it('sends no second attempt of what was answered in time', async () => {
      answers = ['first'];
      const answer = await (await clientOf({ hedge: true })).read({ text: '' }, root);
      await effects.time.advance(500);

      expect(answer).toEqual({ text: 'first' });
      expect(attempts).toHaveLength(1);
    });

    it.each(['repeat', 'write'] as const)('does not hedge a %s', async (rpc) => {
      const error = errorOf((await clientOf({ hedge: true }))[rpc]({ text: '' }, root));
      await effects.time.advance(500);
      await error;

      expect(attempts).toHaveLength(1);
    });

    it('does not unless it is told to', async () => {
      const error = errorOf((await clientOf()).read({ text: '' }, root));
      await effects.time.advance(500);
      await error;

      expect(attempts).toHaveLength(1);
    });

    it('follows the rules of retries when the first attempt is refused before that', async () => {
      answers = [busy, 'second'];
      const answer = (await clientOf({ hedge: true })).read({ text: '' }, root);
      await effects.time.advance(99);

      expect(await answer).toEqual({ text: 'second' });
      expect(attempts).toHaveLength(2);
    });

    it('leaves a refused second attempt to the first one', async () => {
      let finish = (_: Text): void => undefined;
      const client = await clientOf({
        hedge: true,
        attemptInterceptors: [
          (_, next) => (request, call) =>
            attempts.length === 0
              ? (void next(request, call), new Promise((resolve) => (finish = resolve)))
              : next(request, call),
        ],
      });
      answers = [undefined, busy];
      const answer = client.read({ text: '' }, root);
      await effects.time.advance(150);

      finish({ text: 'first after all' });

      expect(await answer).toEqual({ text: 'first after all' });
      expect(attempts).toHaveLength(2);
    });

    it('makes three attempts at most, the second one counted', async () => {
      answers = [undefined, busy, busy, busy];
      const client = await clientOf({
        hedge: true,
        attemptInterceptors: [
          (_, next) => async (request, call) => {
            if (attempts.length > 0) return next(request, call);
            void next(request, call).catch(() => undefined);
            await effects.timers.sleep(120);
            throw busy;
          },
        ],
      });
      const error = errorOf(client.read({ text: '' }, root));
      await effects.time.advance(500);

      expect(await error).toMatchObject({ code: 'echo.busy' });
      expect(attempts).toHaveLength(3);
    });

    it('takes an error that nothing can be done about for an answer', async () => {
      answers = [undefined, new HansomError('not_found', 'echo.none', { description: '' })];
      const error = errorOf((await clientOf({ hedge: true })).read({ text: '' }, root));
      await effects.time.advance(100);

      expect(await error).toMatchObject({ kind: 'not_found' });
    });

    it('does not when the call has too little time left for it', async () => {
      const short = rootCall(effects, { name: 'spec', deadlineMs: 108 });
      const error = errorOf((await clientOf({ hedge: true })).read({ text: '' }, short));
      await effects.time.advance(200);
      await error;

      expect(attempts).toHaveLength(1);
    });

    it('pays with a retry, and does without when there is none', async () => {
      const client = await clientOf({ hedge: true });
      const errors = Array.from({ length: 700 }, () => errorOf(client.read({ text: '' }, root)));

      await effects.time.advance(600);
      await Promise.all(errors);

      expect(attempts).toHaveLength(700 + 500);
    });
  });
});
