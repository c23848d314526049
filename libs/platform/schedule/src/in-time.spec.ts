import { fakeEffects } from '@hansom/platform-context/testing';

import { inTime } from './in-time.ts';

const never = new Promise<string>(() => undefined);
const late = (): string => 'late';

describe('inTime', () => {
  it('gives what the work comes to, and leaves no timer behind', async () => {
    const { time } = fakeEffects();

    const done = await inTime(time.timers, 1_000, { work: Promise.resolve('done'), late });
    const failed = inTime(time.timers, 1_000, { work: Promise.reject(new Error('cannot')), late });

    await expect(failed).rejects.toThrow('cannot');
    expect([done, time.waiting]).toEqual(['done', 0]);
  });

  it('gives or throws what is said when it is late, not before', async () => {
    const { time } = fakeEffects();
    const said: string[] = [];
    const noted = inTime(time.timers, 1_000, { work: never, late }).then((what) => said.push(what));
    const thrown = inTime(time.timers, 1_000, {
      work: never,
      late: () => {
        throw new Error('too late');
      },
    });
    const rejected = expect(thrown).rejects.toThrow('too late');

    await time.advance(999);
    const early = [...said];
    await time.advance(1);
    await Promise.all([noted, rejected]);

    expect([early, said]).toEqual([[], ['late']]);
  });
});
