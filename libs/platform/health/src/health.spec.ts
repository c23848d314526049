import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';

import { type Check, type Finding } from './check.ts';
import { createHealth, type Health, type HealthReport } from './health.ts';

describe('createHealth', () => {
  let effects: FakeEffects;
  let health: Health;
  let finding: Finding;
  let runs: number;

  beforeEach(() => {
    effects = fakeEffects();
    health = createHealth({ effects });
    finding = { ok: true };
    runs = 0;
  });

  afterEach(() => health.close());

  function aCheck(check: Partial<Check> = {}): Check {
    const run = (): Finding => {
      runs += 1;
      return finding;
    };
    return { name: 'store', priority: 'pager', run, ...check };
  }

  async function added(check: Partial<Check> = {}): Promise<void> {
    health.add(aCheck(check));
    await effects.time.advance(0);
  }

  function reports(): HealthReport[] {
    const seen: HealthReport[] = [];
    health.watch((report) => seen.push(report));
    return seen;
  }

  it('is not ready before it serves', () => {
    expect(health.state()).toEqual({
      serving: false,
      ready: false,
      reasons: ['it does not serve'],
      checks: [],
    });
  });

  it('is ready when it serves and all pager checks pass', async () => {
    await added();

    health.setServing(true);

    expect(health.state()).toMatchObject({ serving: true, ready: true, reasons: [] });
  });

  it('is not ready before a pager check has run once', () => {
    health.setServing(true);
    health.add(aCheck());

    expect(health.state()).toMatchObject({ ready: false, reasons: ['check store is pending'] });
  });

  it('is not ready while a pager check fails, and says why', async () => {
    health.setServing(true);
    finding = { ok: false, message: 'no connection' };

    await added();

    expect(health.state()).toMatchObject({
      ready: false,
      reasons: ['check store is failing: no connection'],
      checks: [{ name: 'store', state: 'failing', message: 'no connection' }],
    });
  });

  it.each(['email', 'warning'] as const)('is ready while only a check for %s fails', async (priority) => {
    health.setServing(true);
    finding = { ok: false };

    await added({ priority });

    expect(health.state().ready).toBe(true);
  });

  it('runs a check at once and every minute', async () => {
    await added();
    expect(runs).toBe(1);

    await effects.time.advance(59_999);
    expect(runs).toBe(1);
    await effects.time.advance(1);
    expect(runs).toBe(2);
  });

  it('runs a check as often as it asks for', async () => {
    await added({ everyMs: 10_000 });

    await effects.time.advance(30_000);

    expect(runs).toBe(4);
  });

  it('publishes a change as such and the rest as heartbeat, with measurements', async () => {
    const seen = reports();
    finding = { ok: true, measurements: { lag_ms: 3 } };
    await added();
    await effects.time.advance(60_000);
    finding = { ok: false, message: 'gone' };
    await effects.time.advance(60_000);

    expect(seen).toEqual([
      {
        kind: 'check',
        changed: true,
        check: expect.objectContaining({ state: 'passing', measurements: { lag_ms: 3 } }),
      },
      { kind: 'check', changed: false, check: expect.objectContaining({ state: 'passing' }) },
      { kind: 'check', changed: true, check: expect.objectContaining({ state: 'failing', message: 'gone' }) },
    ]);
  });

  it('tells watchers of serving, once, until they leave', () => {
    const seen: HealthReport[] = [];
    const unwatch = health.watch((report) => seen.push(report));

    health.setServing(true);
    health.setServing(true);
    unwatch();
    health.setServing(false);

    expect(seen).toEqual([{ kind: 'serving', serving: true }]);
  });

  it('takes a check that throws for failing', async () => {
    await added({
      run: () => {
        throw new Error('refused');
      },
    });

    expect(health.state().checks).toMatchObject([{ state: 'failing', message: 'refused' }]);
  });

  it('takes a check that hangs for failing after 5 seconds, tells it, and runs it again', async () => {
    let signal: AbortSignal | undefined;
    await added({
      run: (given) => {
        runs += 1;
        signal = given;
        return new Promise(() => undefined);
      },
    });

    await effects.time.advance(5000);
    expect(health.state().checks).toMatchObject([{ state: 'failing', message: 'took longer than 5000 ms' }]);
    expect(signal?.aborted).toBe(true);

    await effects.time.advance(60_000);
    expect(runs).toBe(2);
  });

  it('logs a pager check that fails as an error, once', async () => {
    finding = { ok: false, message: 'gone' };
    await added();
    await effects.time.advance(120_000);

    const failing = effects.log.lines.filter(({ message }) => message === 'check fails');
    expect(failing).toEqual([
      { level: 'error', message: 'check fails', fields: { check: 'store', reason: 'gone' } },
    ]);
  });

  it('forgets a check that is removed', async () => {
    const remove = health.add(aCheck());
    await effects.time.advance(0);

    remove();
    await effects.time.advance(120_000);

    expect(runs).toBe(1);
    expect(health.state().checks).toEqual([]);
  });

  it('says nothing of a run that ends after its check was removed', async () => {
    const seen = reports();
    const remove = health.add(aCheck({ run: () => effects.timers.sleep(1000).then(() => ({ ok: false })) }));
    await effects.time.advance(0);

    remove();
    await effects.time.advance(1000);

    expect(seen).toEqual([]);
  });

  it('lists checks by name', async () => {
    await added({ name: 'store' });
    await added({ name: 'bus' });

    expect(health.state().checks.map(({ name }) => name)).toEqual(['bus', 'store']);
  });

  it.each(['Store', '', 'a b'])('refuses the name %j', (name) => {
    expect(() => health.add(aCheck({ name }))).toThrow(TypeError);
  });

  it('refuses a second check of a name', () => {
    health.add(aCheck());

    expect(() => health.add(aCheck())).toThrow('there are two checks store');
  });

  it('makes nothing for a run that would stay', async () => {
    const combined = jest.spyOn(AbortSignal, 'any'); // each is remembered by its sources, which live as long as the process
    await added();

    await effects.time.advance(600_000);

    expect(runs).toBeGreaterThan(8);
    expect(combined).not.toHaveBeenCalled();
    combined.mockRestore();
  });

  it('leaves no timer behind when it is closed, also in the middle of a run', async () => {
    await added();
    await added({ name: 'hangs', run: () => new Promise(() => undefined) });

    health.close();
    await effects.time.advance(0);

    expect(effects.time.waiting).toBe(0);
  });
});
