import { FakeTime } from '@hansom/platform-context/testing';
import { type ErrorKind, HansomError } from '@hansom/platform-errors';

import { again } from './again.ts';

function failing(kind: ErrorKind): Promise<never> {
  return Promise.reject(new HansomError(kind, 'city.failed', { description: '' }));
}

describe('again', () => {
  it('asks whoever is busy once more', async () => {
    const time = new FakeTime();
    const answers = [() => failing('deadline_exceeded'), () => Promise.resolve('here')];

    const asked = again(time.timers, () => answers.shift()?.() ?? failing('internal'));
    await time.advance(500);

    await expect(asked).resolves.toBe('here');
  });

  it('gives up in the end', async () => {
    const time = new FakeTime();
    let asked = 0;

    const asking = again(time.timers, () => {
      asked += 1;
      return failing('unavailable');
    });
    const refused = expect(asking).rejects.toMatchObject({ kind: 'unavailable' });
    await time.advance(60_000);

    await refused;
    expect(asked).toBe(10);
  });

  it('tells that it waits, for as many tries as it was given', async () => {
    const time = new FakeTime();
    let waited = 0;

    const asking = again(time.timers, () => failing('unavailable'), { tries: 3, waits: () => (waited += 1) });
    const refused = expect(asking).rejects.toMatchObject({ kind: 'unavailable' });
    await time.advance(60_000);

    await refused;
    expect(waited).toBe(2);
  });

  it('does not ask again once it is told to stop', async () => {
    const time = new FakeTime();
    const stopping = new AbortController();
    let asked = 0;

    const asking = again(
      time.timers,
      () => {
        asked += 1;
        stopping.abort();
        return failing('unavailable');
      },
      { signal: stopping.signal },
    );

    await expect(asking).rejects.toMatchObject({ kind: 'unavailable' });
    expect([asked, time.waiting]).toEqual([1, 0]);
  });

  it('does not ask again whoever refused', async () => {
    const time = new FakeTime();

    await expect(again(time.timers, () => failing('not_found'))).rejects.toMatchObject({ kind: 'not_found' });
    expect(time.waiting).toBe(0);
  });
});
