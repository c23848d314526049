import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { anInstance } from '@hansom/platform-mesh/testing';

import { Leases, REOPENING_MS, SETTLING_MS, SILENCE_MS, TICK_MS } from './leases.ts';

/** Leases that are ticked as the service ticks them. */
function ticked() {
  const effects = fakeEffects();
  let changes = 0;
  const leases = new Leases(effects.monotonic, () => (changes += 1));
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += TICK_MS) {
      await effects.time.advance(TICK_MS);
      leases.tick();
    }
  };
  return { effects, leases, pass, changes: () => changes };
}

async function stop(effects: FakeEffects, ms: number): Promise<void> {
  await effects.time.advance(ms); // nobody ticks
}

function names(leases: Leases): string[] {
  return leases.list().map(({ instance, state }) => `${instance} ${state}`);
}

describe('leases', () => {
  it('hold an instance for as long as it speaks', async () => {
    const { leases, pass } = ticked();
    const lease = leases.hold(anInstance());

    for (let i = 0; i < 10; i += 1) {
      await pass(500);
      lease?.renew();
    }

    expect(names(leases)).toEqual(['i1 serving']);
  });

  it('forget an instance after two seconds of silence, and tell it once', async () => {
    const { leases, pass, changes } = ticked();
    await pass(SETTLING_MS);
    leases.hold(anInstance());
    const before = changes();

    await pass(SILENCE_MS);
    const still = names(leases);
    await pass(3 * TICK_MS);

    expect(still).toEqual(['i1 serving']);
    expect(names(leases)).toEqual([]);
    expect(changes()).toBe(before + 1);
  });

  it('take back an instance that speaks again', async () => {
    const { leases, pass } = ticked();
    const lease = leases.hold(anInstance());
    await pass(2 * SILENCE_MS);

    lease?.renew();

    expect(names(leases)).toEqual(['i1 serving']);
  });

  it('forget an instance whose stream ends without a goodbye and is not opened again', async () => {
    const { leases, pass } = ticked();
    const lease = leases.hold(anInstance());

    lease?.drop();
    const before = names(leases);
    await pass(REOPENING_MS + TICK_MS);

    expect(before).toEqual(['i1 serving']);
    expect(names(leases)).toEqual([]);
  });

  it('keep an instance whose stream is opened again at once', async () => {
    const { leases, pass, changes } = ticked();
    const lease = leases.hold(anInstance());

    lease?.drop();
    leases.hold(anInstance());
    await pass(REOPENING_MS + TICK_MS);

    expect(names(leases)).toEqual(['i1 serving']);
    expect(changes()).toBe(2);
  });

  it('drain an instance that says goodbye, for as long as it may have work', async () => {
    const { leases, pass } = ticked();
    const lease = leases.hold(anInstance());

    lease?.goodbye();
    lease?.drop();
    await pass(14_000);
    const still = names(leases);
    await pass(2_000);

    expect(still).toEqual(['i1 draining']);
    expect(names(leases)).toEqual([]);
  });

  it('belong to the last stream of an instance: the end of an earlier one means nothing', () => {
    const { leases } = ticked();
    const first = leases.hold(anInstance());
    leases.hold(anInstance());

    first?.drop();
    first?.goodbye();

    expect(names(leases)).toEqual(['i1 serving']);
  });

  it('are settled three seconds after the start, and tell it', async () => {
    const { leases, pass, changes } = ticked();

    await pass(SETTLING_MS - TICK_MS);
    const before = [leases.settled, changes()];
    await pass(TICK_MS);

    expect(before).toEqual([false, 0]);
    expect([leases.settled, changes()]).toEqual([true, 1]);
  });

  it('believe nobody gone when the process itself stood still, and settle anew', async () => {
    const { effects, leases, pass } = ticked();
    await pass(SETTLING_MS);
    leases.hold(anInstance());

    await stop(effects, 60_000);
    await pass(TICK_MS);

    expect(names(leases)).toEqual(['i1 serving']);
    expect(leases.settled).toBe(false);
  });

  it('are bounded', () => {
    const { leases } = ticked();
    for (let i = 0; i < 5000; i += 1) leases.hold(anInstance({ instance: `i${i}` }));

    expect(leases.hold(anInstance({ instance: 'one-more' }))).toBeUndefined();
  });
});
