import { fakeEffects } from '@hansom/platform-context/testing';
import { minuteOf } from '@hansom/platform-schedule';
import { SimulatedStore } from '@hansom/platform-store';

import { at, aWalk, type Told } from '../testing/world/a-walk.ts';
import { groupKit } from '../testing/world/group-kit.ts';
import { GroupMarks } from './group-marks.ts';

const MINUTE_MS = 60_000;

describe('a walk', () => {
  it('reaches all that was made before the group was there', async () => {
    const { make, group, heard } = await groupKit({ kind: 'ordered', shards: 4 });
    await make(2);
    await make(1, 'lamp_2');
    await make(1, 'lamp_3');

    await group.round();

    expect([...heard].sort()).toEqual(['lamp_1/1', 'lamp_1/2', 'lamp_2/1', 'lamp_3/1']);
  });

  it('reads an aggregate once, however many of its versions are missing', async () => {
    const { make, group, asked } = await groupKit({ kind: 'ordered' });
    await make(5);

    await group.round();

    expect(asked.filter((question) => question.startsWith('read'))).toEqual(['read lamp_1 1-5']);
  });

  it('asks once a shard when nothing has happened, however long ago that was', async () => {
    const { make, pass, group, asked } = await groupKit({ kind: 'ordered', shards: 4 });
    await make(1);
    for (let hour = 0; hour < 5; hour++) await pass(60 * MINUTE_MS);
    await group.round();
    asked.length = 0;

    await group.round();

    expect(asked).toEqual(['walk 0', 'walk 1', 'walk 2', 'walk 3']);
  });

  it('begins at its mark: what lies before it is not asked for again', async () => {
    const { make, pass, group, asked } = await groupKit({ kind: 'ordered' });
    await make(1);
    for (let day = 0; day < 3; day++) {
      for (let part = 0; part < 12; part++) await pass(120 * MINUTE_MS); // the owner closes two hours a round
    }
    await group.round();
    const first = asked.filter((question) => question === 'walk 0').length;
    asked.length = 0;

    await group.round();

    expect(first).toBeGreaterThan(10);
    expect(asked).toEqual(['walk 0']);
  });

  it('says that it was away for longer than events are kept', async () => {
    const { make, pass, group, effects } = await groupKit({ kind: 'ordered' });
    await make(1);
    await pass(5 * MINUTE_MS);
    await group.round();
    await effects.time.advance(8 * 24 * 60 * MINUTE_MS);

    await group.round();

    expect(effects.log.lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: 'a group was away for longer than events are kept',
      }),
    );
  });
});

describe('the mark', () => {
  it('stays behind the mark of the owner, though all is reached', async () => {
    const { walk, mark } = await aWalk([{ named: { 10: [1] }, passed: at(12), to: at(15) }], { reached: 5 });

    await walk.round();

    expect(await mark()).toBe(12);
  });

  it('stays at the first minute in which something is not reached', async () => {
    const stretch = { named: { 10: [1], 11: [7], 12: [8] }, passed: at(13), to: at(15) };
    const { walk, mark, visited } = await aWalk([stretch], { reached: 5 });

    await walk.round();

    expect([await mark(), visited]).toEqual([11, [7, 8]]);
  });

  it('passes what was never made, once the owner is done with its minute', async () => {
    const stretch = { named: { 10: [7], 13: [8] }, passed: at(13), to: at(15) };
    const { walk, mark } = await aWalk([stretch], { reached: 5, made: 6 });

    await walk.round();

    expect(await mark()).toBe(13);
  });

  it('waits for the last version that was made, as for any other', async () => {
    const stretch = { named: { 10: [7] }, passed: at(13), to: at(15) };
    const { walk, mark } = await aWalk([stretch], { reached: 5, made: 7 });

    await walk.round();

    expect(await mark()).toBe(10);
  });

  it('waits for what may still be made', async () => {
    const { walk, mark } = await aWalk([{ named: { 10: [7] }, passed: at(10), to: at(15) }], { made: 6 });

    await walk.round();

    expect(await mark()).toBe(10);
  });

  it('passes what waits for an operator, without touching it', async () => {
    const stretch = { named: { 10: [7] }, passed: at(13), to: at(15) };
    const { walk, mark, visited } = await aWalk([stretch], { parked: true });

    await walk.round();

    expect([await mark(), visited]).toEqual([13, []]);
  });

  it('believes the first stretch, not what later ones promise of it', async () => {
    const first = { named: { 10: [1] }, passed: at(11), to: at(12), next: { minute: at(12), page: '' } };
    const { walk, mark } = await aWalk([first, { named: { 13: [2] }, passed: at(14), to: at(15) }], {
      reached: 5,
    });

    await walk.round();

    expect(await mark()).toBe(11);
  });

  it.each([
    ['is all reached', [2]],
    ['is open later on', [8]],
  ])('does not go past an open minute because a later stretch %s', async (_, versions) => {
    const first = { named: { 10: [7] }, passed: at(14), to: at(12), next: { minute: at(12), page: '' } };
    const second = { named: { 13: versions }, passed: at(14), to: at(15) };
    const { walk, mark } = await aWalk([first, second], { reached: 5 });

    await walk.round();

    expect(await mark()).toBe(10);
  });

  it('rises stretch by stretch, so that a long walk that breaks off was worth something', async () => {
    const first = { named: {}, passed: at(20), to: at(12), next: { minute: at(12), page: '' } };
    const { walk, mark } = await aWalk([first]);

    await expect(walk.round()).rejects.toThrow('asked for more');

    expect(await mark()).toBe(12);
  });

  it('is not set where nothing was ever made', async () => {
    const { walk, mark } = await aWalk([{ named: {} }]);

    await walk.round();

    expect([await mark(), walk.behindMs]).toEqual([0, 0]);
  });

  it('counts as behind while there is no walk to its end', async () => {
    const { walk, effects } = await aWalk([{ named: {} }, { named: {} }]);
    await effects.time.advance(7_000);
    const atFirst = walk.behindMs;

    await walk.round();
    await effects.time.advance(1_000);

    expect([atFirst, walk.behindMs]).toEqual([7_000, 1_000]);
  });

  it('tells how far it is behind, in real time', async () => {
    const present = minuteOf(fakeEffects().clock.now());
    const { walk } = await aWalk([{ named: {}, passed: at(present - 3), to: at(present + 1) }]);

    await walk.round();

    expect(walk.behindMs).toBe(3 * MINUTE_MS);
  });
});

/** While a bus is away, what nobody can publish keeps the owner's mark where it is, and rounds come every few seconds. */
describe('a round soon after another', () => {
  const present = minuteOf(fakeEffects().clock.now());
  const start = present - 60;
  /** An hour in which something was made each minute. */
  const hour: Told = {
    named: Object.fromEntries(Array.from({ length: 61 }, (_, index) => [start + index, [1]])),
    passed: at(start),
    to: at(present + 1),
  };
  const done: Told = { ...hour, passed: at(present - 2) };

  it('asks for the last minutes only, though the mark is far behind; the one of the minute asks for all', async () => {
    const { walk, asked, effects } = await aWalk(
      Array.from({ length: 20 }, () => hour),
      { reached: 5 },
    );
    await walk.round(); // sets the mark
    asked.length = 0;

    for (let second = 0; second < 54; second += 3) {
      await effects.time.advance(3_000);
      await walk.round();
    }

    const short = asked.filter((minute) => minute >= present - 5);
    expect(asked.filter((minute) => minute === start)).toHaveLength(1);
    expect(short).toHaveLength(asked.length - 1);
  });

  it('never raises the mark, for it did not look at what lies before; the next one from there does', async () => {
    const { walk, mark, effects } = await aWalk([hour, done, done], { reached: 5 });
    await walk.round();

    await effects.time.advance(3_000);
    await walk.round();
    const after = await mark();
    await effects.time.advance(54_000);
    await walk.round();

    expect([after, await mark()]).toEqual([start, present - 2]);
  });

  it('sees to it that what is new is reached', async () => {
    const fresh = { named: { [present]: [7] }, passed: at(start), to: at(present + 1) };
    const { walk, visited, effects } = await aWalk([hour, fresh], { reached: 5 });
    await walk.round();

    await effects.time.advance(3_000);
    await walk.round();

    expect(visited).toEqual([7]);
  });

  it('begins at the mark all the same when the one before broke off', async () => {
    const broken = { ...hour, to: at(start + 30), next: { minute: at(start + 30), page: '' } };
    const { walk, asked, effects } = await aWalk([broken], { reached: 5 });
    await expect(walk.round()).rejects.toThrow('asked for more');
    asked.length = 0;

    await effects.time.advance(3_000);
    await expect(walk.round()).rejects.toThrow('asked for more');

    expect(asked).toEqual([start]);
  });

  it('begins at the mark where that is near, and raises it', async () => {
    const near = { named: {}, passed: at(present - 4), to: at(present + 1) };
    const { walk, asked, mark, effects } = await aWalk([near, { ...near, passed: at(present - 3) }]);
    await walk.round();

    await effects.time.advance(3_000);
    await walk.round();

    expect([asked.at(-1), await mark()]).toEqual([present - 4, present - 3]);
  });

  it('looks back over minutes of real time, however fast domain time runs', async () => {
    const day = { named: {}, passed: at(present - 1_440), to: at(present + 1) };
    const { walk, asked, effects } = await aWalk([day, day], { speed: 60 });
    await walk.round();

    await effects.time.advance(3_000);
    await walk.round();

    expect(asked.at(-1)).toBe(minuteOf(effects.clock.now()) - 5 * 60);
  });
});

describe('GroupMarks', () => {
  it('tell where they stand when another instance was further', async () => {
    const effects = fakeEffects();
    const engine = await new SimulatedStore({ clock: effects.clock }).open('clerk');
    const [here, there] = [0, 1].map(() => new GroupMarks(engine, effects, 'lamps/lamp'));
    await there?.raise(0, { from: at(0), to: at(12) });

    expect(await here?.raise(0, { from: at(0), to: at(10) })).toBe(12);
    expect(await here?.raise(0, { from: at(12), to: at(11) })).toBe(12);
    expect(await there?.of(0)).toBe(12);
  });
});
