import { eventually } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';

import { type Call } from '../../call.ts';
import { type ClientInterceptor } from '../../interceptors.ts';
import { MAX_ATTEMPTS } from '../../retry.ts';
import { echoContract, type Text } from '../echo-contract.ts';
import { errorOf, type World } from './world.ts';

/** What is sent again over any transport. */
export function attempts(world: () => World): void {
  it.each(['read', 'repeat'] as const)('tries a %s again where it was refused', async (rpc) => {
    const handler = refusing(1);
    await world().startEcho({ [rpc]: handler });

    const answer = await world().client(echoContract())[rpc]({ text: 'a' }, world().root());

    expect(answer).toEqual({ text: 'a' });
    expect(handler.served).toBe(2);
  });

  it('gives up after the third attempt', async () => {
    const handler = refusing(Infinity);
    await world().startEcho({ read: handler });

    const error = await errorOf(world().client(echoContract()).read({ text: '' }, world().root()));

    expect(error).toMatchObject({ kind: 'unavailable', code: 'echo.busy', origin: 'echo' });
    expect(handler.served).toBe(MAX_ATTEMPTS);
  });

  it('never tries a write again', async () => {
    const handler = refusing(1);
    await world().startEcho({ write: handler });

    expect(await errorOf(world().client(echoContract()).write({ text: '' }, world().root()))).toMatchObject({
      code: 'echo.busy',
    });
    expect(handler.served).toBe(1);
  });

  it.each(['resource_exhausted', 'aborted', 'internal', 'not_found'] as const)(
    'does not try again what failed as %s',
    async (kind) => {
      const handler = refusing(1, new HansomError(kind, 'echo.why', { description: '' }));
      await world().startEcho({ read: handler });

      expect(await errorOf(world().client(echoContract()).read({ text: '' }, world().root()))).toMatchObject({
        kind,
      });
      expect(handler.served).toBe(1);
    },
  );

  it('leaves it to the one that was refused to try again', async () => {
    const leaf = refusing(Infinity);
    const contract = echoContract({ service: 'leaf' });
    await world().startEcho({ read: leaf }, { service: 'leaf', contract });
    const toLeaf = world().client(contract, { from: 'echo' });
    let forwarded = 0;
    const read = (request: Text, call: Call): Promise<Text> => {
      forwarded += 1;
      return toLeaf.read(request, call);
    };
    await world().startEcho({ read });

    await errorOf(world().client(echoContract()).read({ text: '' }, world().root()));

    expect([forwarded, leaf.served]).toEqual([1, MAX_ATTEMPTS]);
  });

  it('runs interceptors around each attempt, on a call of its own', async () => {
    const headers: unknown[] = [];
    const handler = refusing(2);
    const read = (request: Text, call: Call): Text => handler(request, call);
    await world().startEcho(
      { read },
      {
        interceptors: [
          (_, next) => (request, call) => {
            headers.push([call.header('x-call'), call.header('x-attempt')]);
            return next(request, call);
          },
        ],
      },
    );
    const seen = new Set<unknown>();
    const perCall: ClientInterceptor = (_, next) => (request, call) => {
      call.setHeader('x-call', 'c');
      return next(request, call);
    };
    const perAttempt: ClientInterceptor = (endpoint, next) => (request, call) => {
      expect(call.headers).toEqual({ 'x-call': 'c' });
      call.setHeader('x-attempt', `${endpoint.method} ${(request as Text).text} ${seen.size}`);
      seen.add(call);
      return next(request, call);
    };
    const client = world().client(echoContract(), {
      interceptors: [perCall],
      attemptInterceptors: [perAttempt],
    });

    await client.read({ text: 'a' }, world().root());

    expect(headers).toEqual([0, 1, 2].map((n) => ['c', `Read a ${n}`]));
    expect(seen.size).toBe(3);
  });

  it('takes the first answer of a hedged call, and cancels the slow attempt', async () => {
    const slow: Call[] = [];
    const read = (request: Text, call: Call): Text | Promise<Text> => {
      if (slow.length > 0) return { text: 'fast' };
      slow.push(call);
      return new Promise(() => undefined);
    };
    await world().startEcho({ read });

    const answer = await world()
      .client(echoContract({ p95Ms: 5 }), { hedge: true })
      .read({ text: '' }, world().root());

    expect(answer).toEqual({ text: 'fast' });
    await eventually(() => slow[0]?.cancelled === true);
  });
}

/** A handler that refuses so many calls before it answers. */
function refusing(times: number, error = new HansomError('unavailable', 'echo.busy', { description: '' })) {
  const handler = (request: Text, _call: Call): Text => {
    handler.served += 1;
    if (handler.served <= times) throw error;
    return request;
  };
  handler.served = 0;
  return handler;
}
