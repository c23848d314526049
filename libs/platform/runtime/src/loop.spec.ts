import { fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';

import { startLoop } from './loop.ts';

describe('startLoop', () => {
  it('runs at once and then again and again', async () => {
    const effects = fakeEffects();
    let runs = 0;
    const loop = startLoop('count', { everyMs: 100, run: async () => void (runs += 1) }, effects);

    await effects.time.advance(250);

    expect(runs).toBe(3);
    await loop.close();
  });

  it('never runs twice at a time', async () => {
    const effects = fakeEffects();
    let running = 0;
    let most = 0;
    const run = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await effects.timers.sleep(350);
      running -= 1;
    };
    const loop = startLoop('slow', { everyMs: 100, run }, effects);

    await effects.time.advance(2_000);

    expect(most).toBe(1);
    const closed = loop.close();
    await effects.time.advance(500);
    await closed;
  });

  it('logs a failing run and tries again', async () => {
    const effects = fakeEffects();
    const loop = startLoop('broken', { everyMs: 100, run: () => Promise.reject(new Error('no')) }, effects);

    await effects.time.advance(100);

    expect(loop.figures).toEqual({ runs: 2, failures: 2 });
    expect(effects.log.lines[0]).toMatchObject({ level: 'error', fields: { loop: 'broken' } });
    await loop.close();
  });

  it('only warns when another service was away: that is for its own log', async () => {
    const effects = fakeEffects();
    const away = new HansomError('unavailable', 'city.unavailable', { description: 'no instance' });
    const loop = startLoop('waiting', { everyMs: 100, run: () => Promise.reject(away) }, effects);

    await effects.time.advance(0);

    expect(effects.log.lines).toMatchObject([{ level: 'warn', fields: { loop: 'waiting' } }]);
    await loop.close();
  });

  it('aborts the run in progress when closed, waits for it, and leaves no timer', async () => {
    const effects = fakeEffects();
    let ended = false;
    const run = async (signal: AbortSignal): Promise<void> => {
      await effects.timers.sleep(60_000, signal);
      ended = true;
    };
    const loop = startLoop('patient', { everyMs: 100, run }, effects);

    await loop.close();

    expect(ended).toBe(true);
    expect(effects.time.waiting).toBe(0);
  });
});
