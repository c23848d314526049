import { settle } from '@hansom/platform-context/testing';
import { aCall } from '@hansom/platform-rpc/testing';

import { Gate } from './gate.ts';

/** Work that ends when the spec says so. */
function someWork() {
  const state = { begun: false, end: (): void => undefined };
  const work = (): Promise<void> => {
    state.begun = true;
    return new Promise((resolve) => (state.end = resolve));
  };
  return { state, work };
}

describe('Gate', () => {
  it('lets so many through at once, the others in their order', async () => {
    const gate = new Gate({ atOnce: 1, waiting: 2 });
    const [first, second, third] = [someWork(), someWork(), someWork()];
    const all = [first, second, third].map(({ work }) => gate.through(aCall(), work));
    await settle();
    expect([first, second, third].map(({ state }) => state.begun)).toEqual([true, false, false]);

    first.state.end();
    await settle();
    expect([second, third].map(({ state }) => state.begun)).toEqual([true, false]);

    second.state.end();
    await settle();
    third.state.end();
    await Promise.all(all);
    expect(gate.depth).toBe(0);
  });

  it('refuses what cannot wait, and says when to come back', async () => {
    const gate = new Gate({ atOnce: 1, waiting: 1 });
    const busy = [someWork(), someWork()];
    busy.forEach(({ work }) => void gate.through(aCall(), work));

    const refused = gate.through(aCall(), someWork().work);

    await expect(refused).rejects.toMatchObject({
      kind: 'resource_exhausted',
      code: 'auth.busy',
      context: { retry_after_ms: '1000' },
    });
  });

  it('does no work for who has gone away while waiting', async () => {
    const gate = new Gate({ atOnce: 1, waiting: 1 });
    const [first, gone, last] = [someWork(), someWork(), someWork()];
    void gate.through(aCall(), first.work);
    const call = aCall();
    const waiting = gate.through(call, gone.work);

    call.cancel();

    await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' });
    const next = gate.through(aCall(), last.work);
    first.state.end();
    await settle();
    last.state.end();
    await next;
    expect(gone.state.begun).toBe(false);
  });

  it('has room again after work that failed', async () => {
    const gate = new Gate({ atOnce: 1, waiting: 0 });
    await gate.through(aCall(), () => Promise.reject(new Error('broken'))).catch(() => undefined);

    await expect(gate.through(aCall(), () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
