import { fakeEffects, settle } from '@hansom/platform-context/testing';

import { aLampEvent } from '../testing/world/lamps.ts';
import { type Lane, type Turn } from './lane.ts';
import { Lanes } from './lanes.ts';

function kit(options: { concurrency?: number; capacity?: number } = {}) {
  const effects = fakeEffects();
  const turns: { lane: Lane; end(turn: Turn): void; fail(): void }[] = [];
  const turn = (lane: Lane): Promise<Turn> =>
    new Promise((resolve, reject) => {
      turns.push({ lane, end: resolve, fail: () => reject(new Error('cannot')) });
    });
  const lanes = new Lanes({ ...options, effects, turn });
  const ended = async (index: number, how: Turn | 'fail'): Promise<void> => {
    if (how === 'fail') turns[index]?.fail();
    else turns[index]?.end(how);
    await settle();
  };
  return { effects, lanes, turns, ended, keys: () => turns.map(({ lane }) => lane.key) };
}

describe('Lanes', () => {
  it('take aggregates side by side, as many as they may', async () => {
    const { lanes, keys, ended } = kit({ concurrency: 2 });

    for (const key of ['a', 'b', 'c']) void lanes.offer(aLampEvent(1, key));
    const atFirst = keys();
    await ended(0, 'rest');

    expect([atFirst, keys()]).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]);
  });

  it('take one turn of an aggregate at a time, and another one for what came meanwhile', async () => {
    const { lanes, turns, ended } = kit();

    void lanes.offer(aLampEvent(1, 'a'));
    void lanes.offer(aLampEvent(2, 'a'));
    const during = turns.length;
    await ended(0, 'rest');

    expect([during, turns.length]).toEqual([1, 2]);
  });

  it('tell whoever asked when a turn that began after that has ended', async () => {
    const { lanes, ended } = kit();
    const told: string[] = [];
    void lanes.visit('a', 1).then(() => told.push('first'));
    void lanes.visit('a', 2).then(() => told.push('second'));

    await ended(0, 'rest');
    const early = [...told];
    await ended(1, 'rest');

    expect([early, told]).toEqual([['first'], ['first', 'second']]);
  });

  it('forget an aggregate when nothing is left to do', async () => {
    const { lanes, ended } = kit();
    void lanes.offer(aLampEvent(1, 'a'));
    const during = lanes.depth;

    await ended(0, 'rest');

    expect([during, lanes.depth]).toEqual([1, 0]);
  });

  it('take what failed again later and later, and hold up nobody who asks for it meanwhile', async () => {
    const { lanes, turns, ended, effects } = kit();
    void lanes.offer(aLampEvent(1, 'a'));
    await ended(0, 'fail');
    let told = false;

    void lanes.visit('a', 2).then(() => (told = true));
    await settle();
    const meanwhile = [turns.length, told];
    await effects.time.advance(250);
    await ended(1, 'fail');
    await effects.time.advance(249);
    const early = turns.length;
    await effects.time.advance(251);

    expect([meanwhile, early, turns.length]).toEqual([[1, true], 2, 3]);
  });

  it('look for what is missing four times within a second, the last time with leave to fetch it', async () => {
    const { lanes, turns, ended, effects } = kit();
    void lanes.offer(aLampEvent(2, 'a'));

    const looks: [number, boolean][] = [];
    for (let index = 0; index < 5; index++) {
      looks.push([effects.monotonic.now(), turns[index]?.lane.fetch ?? false]);
      await ended(index, 'wait');
      await effects.time.advance([50, 100, 250, 600, 0][index] ?? 0);
    }

    expect(looks).toEqual([
      [0, false],
      [50, false],
      [150, false],
      [400, false],
      [1_000, true],
    ]);
  });

  it('keep no more of one aggregate than they may', async () => {
    const { lanes } = kit();

    for (let version = 1; version <= 105; version++) void lanes.offer(aLampEvent(version, 'a'));

    expect([lanes.dropped, lanes.depth]).toEqual([5, 1]);
  });

  it('keep no more aggregates than they may', async () => {
    const { lanes, keys } = kit({ capacity: 2 });

    for (const key of ['a', 'b', 'c']) void lanes.offer(aLampEvent(1, key));
    await lanes.visit('d', 1);

    expect([keys(), lanes.dropped]).toEqual([['a', 'b'], 1]);
  });

  it('close when what is under way has ended, and leave nothing behind', async () => {
    const { lanes, turns, ended, effects } = kit();
    void lanes.offer(aLampEvent(1, 'a'));
    void lanes.offer(aLampEvent(1, 'b'));
    await ended(1, 'fail');
    let closed = false;

    const closing = lanes.close().then(() => (closed = true));
    await settle();
    const early = closed;
    await ended(0, 'wait');
    await closing;
    await lanes.offer(aLampEvent(1, 'c'));

    expect([early, turns.length, effects.time.waiting]).toEqual([false, 2, 0]);
  });

  it('leave what they have not begun when they close', async () => {
    const { lanes, turns, ended } = kit({ concurrency: 2 });
    const told = ['a', 'b'].flatMap((key) => [1, 2].map((version) => lanes.offer(aLampEvent(version, key))));
    told.push(lanes.offer(aLampEvent(1, 'c')));

    const closing = lanes.close();
    const late = lanes.offer(aLampEvent(1, 'd'));
    await settle();
    turns[0]?.lane.pending.clear(); // both are handled
    await ended(0, 'rest');
    turns[1]?.lane.pending.delete(1); // of these only the first
    await ended(1, 'fail');
    await closing;

    const taken = [undefined, undefined, undefined];
    expect(await Promise.all([...told, late])).toEqual([...taken, 'left', 'left', 'left']);
  });
});
