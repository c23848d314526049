import { eventually } from '@hansom/platform-context/testing';

import { type Call } from '../../call.ts';
import { echoContract, type Text } from '../echo-contract.ts';
import { errorOf, type World } from './world.ts';

const never = (): Promise<never> => new Promise(() => undefined);

function untilCancelled(_: Text, call: Call): Promise<never> {
  return new Promise((_resolve, reject) => {
    call.onCancel(() => reject(call.cancellation()));
  });
}

/** How deadlines and cancellation travel over any transport. */
export function deadlines(world: () => World): void {
  it.each([
    [5, 500],
    [300, 900],
    [4000, 5000],
  ])('gives a call that promises a 95th percentile of %d ms at most %d ms', async (p95Ms, budgetMs) => {
    const contract = echoContract({ p95Ms });
    const left = await remainingAt(contract, 60_000);

    expect(left).toBeLessThanOrEqual(budgetMs);
    expect(left).toBeGreaterThan(budgetMs / 2);
  });

  it('leaves a parent time to answer in', async () => {
    const left = await remainingAt(echoContract(), 2_000);

    expect(left).toBeLessThanOrEqual(1_998);
  });

  it('shortens a deadline with each of four hops, and cancels every handler once the root gives up', async () => {
    const calls = await chain(['hop-1', 'hop-2', 'hop-3']);
    const root = world().root(1_500); // four handshakes on a busy machine
    const before = root.remaining();

    const error = await errorOf(world().client(contractOf('hop-1')).read({ text: '' }, root));

    expect(error).toMatchObject({ kind: 'deadline_exceeded' });
    expect(calls).toHaveLength(4);
    const left = calls.map(({ remaining }) => remaining);
    expect(left).toEqual(left.toSorted((a, b) => b - a));
    expect(left[3]).toBeLessThanOrEqual(before - 4 * 2);
    await eventually(() => calls.every(({ over }) => over));
  });

  it('cancels every handler below a call that is given up', async () => {
    const calls = await chain(['hop-1', 'hop-2']);
    const root = world().root();
    const answer = errorOf(world().client(contractOf('hop-1')).read({ text: '' }, root));
    await eventually(() => calls.length === 3);

    root.cancel();

    expect(await answer).toMatchObject({ kind: 'cancelled', code: 'hop-1.cancelled' });
    await eventually(() => calls.every(({ over }) => over));
  });

  it('answers for a handler that never settles', async () => {
    await world().startEcho({ read: never });

    const error = await errorOf(world().client(echoContract()).read({ text: '' }, world().root(50)));

    expect(error).toMatchObject({ kind: 'deadline_exceeded', code: 'echo.deadline_exceeded' });
    expect(world().failures).toEqual([]);
  });

  it('does not send a call that cannot be answered in time', async () => {
    let served = 0;
    const contract = echoContract({ meanMs: 1_000, p95Ms: 2_000 });
    await world().startEcho({ read: (request) => ((served += 1), request) }, { contract });

    const error = await errorOf(world().client(contract).read({ text: '' }, world().root(900)));

    expect(error).toMatchObject({ kind: 'deadline_exceeded', code: 'echo.deadline_too_short' });
    expect(error.context).toEqual({ left_ms: expect.stringMatching(/^\d+\.\d$/), mean_ms: '1000' });
    expect(served).toBe(0);
  });

  it('counts the time that interceptors of the server take', async () => {
    let served = 0;
    const contract = echoContract({ meanMs: 100, p95Ms: 200 });
    await world().startEcho(
      { read: (request) => ((served += 1), request) },
      {
        contract,
        interceptors: [
          (_, next) => async (request, call) => {
            await eventually(() => call.remaining() < 100);
            return next(request, call);
          },
        ],
      },
    );

    const error = await errorOf(world().client(contract).read({ text: '' }, world().root(150)));

    expect(error).toMatchObject({ kind: 'deadline_exceeded' });
    await eventually(() => world().log.lines.length === 0);
    expect(served).toBe(0);
  });

  async function remainingAt(contract: ReturnType<typeof echoContract>, rootMs: number): Promise<number> {
    let left = NaN;
    await world().startEcho({ read: (request, call) => ((left = call.remaining()), request) }, { contract });
    const client = world().client(contract);
    await client.write({ text: '' }, world().root()).catch(() => undefined); // it is connected
    await client.read({ text: '' }, world().root(rootMs));
    return left;
  }

  /** Services that each call the next one; the last goes on until it is cancelled. Returns their calls as they come in. */
  async function chain(names: readonly string[]) {
    const calls: { remaining: number; over: boolean }[] = [];
    const all = [...names, 'leaf'];
    for (const [i, name] of all.entries()) {
      const next = all[i + 1];
      const work =
        next === undefined ? untilCancelled : world().client(contractOf(next), { from: name }).read;
      const read = async (request: Text, call: Call): Promise<Text> => {
        const seen = { remaining: call.remaining(), over: false };
        calls.push(seen);
        return work(request, call).finally(() => (seen.over = true));
      };
      await world().startEcho({ read }, { service: name, contract: contractOf(name) }); // in their order
    }
    return calls;
  }
}

function contractOf(service: string) {
  return echoContract({ service: service.replace('-', '_') });
}
