import { groupKit } from '../testing/world/group-kit.ts';
import { aLampEvent } from '../testing/world/lamps.ts';

const aGroup = (more = {}) => groupKit({ kind: 'ordered', ...more });

describe('an ordered group', () => {
  it('handles what comes, one after the other', async () => {
    const { make, bring, heard, asked } = await aGroup();
    await make(3);

    await bring(1, 2, 3);

    expect(heard).toEqual(['lamp_1/1', 'lamp_1/2', 'lamp_1/3']);
    expect(asked).toEqual([]);
  });

  it('drops what it has seen', async () => {
    const { make, bring, heard, group } = await aGroup();
    await make(2);

    await bring(1, 2);
    await bring(1);
    await bring(2);

    expect(heard).toEqual(['lamp_1/1', 'lamp_1/2']);
    expect(group.figures).toMatchObject({ handled: 2, repeats: 2 });
  });

  it('puts into order what comes in another, without asking', async () => {
    const { make, bring, pass, heard, asked } = await aGroup();
    await make(3);

    await bring(3);
    await bring(2);
    await bring(1);
    await pass(2_000);

    expect(heard).toEqual(['lamp_1/1', 'lamp_1/2', 'lamp_1/3']);
    expect(asked).toEqual([]);
  });

  it('reads what is missing from its owner after a second, and not before', async () => {
    const { make, bring, pass, heard, asked, group } = await aGroup();
    await make(3);
    await bring(1, 3);

    await pass(999);
    const early = [[...heard], [...asked]];
    await pass(1);

    expect(early).toEqual([['lamp_1/1'], []]);
    expect(heard).toEqual(['lamp_1/1', 'lamp_1/2', 'lamp_1/3']);
    expect(asked).toEqual(['read lamp_1 2-3']);
    expect(group.figures.fetched).toBe(2);
  });

  it('sees soon that another instance has what is missing here', async () => {
    const here = await aGroup();
    const there = here.another();
    await here.make(2);

    await here.bring(2);
    await there.bring(1);
    await here.pass(50);

    expect([there.heard, here.heard, here.asked]).toEqual([['lamp_1/1'], ['lamp_1/2'], []]);
  });

  it('goes on where another instance of it was', async () => {
    const before = await aGroup();
    await before.make(3);
    await before.bring(1, 2);
    await before.group.close();

    const after = before.another();
    await after.bring(1, 2, 3);

    expect(after.heard).toEqual(['lamp_1/3']);
  });

  it('tries again what fails, and lets nothing of that aggregate pass', async () => {
    const { make, bring, pass, fail, heard } = await aGroup();
    await make(2);
    fail(({ version }) => version === 1);
    await bring(1, 2);
    const early = [...heard];

    fail(() => false);
    await pass(500);

    expect(early).toEqual([]);
    expect(heard).toEqual(['lamp_1/1', 'lamp_1/2']);
  });

  it('lets other aggregates pass one that fails', async () => {
    const { make, bring, fail, heard, group } = await aGroup();
    await make(1);
    await make(1, 'lamp_2');
    fail(({ key }) => key === 'lamp_1');

    await bring(1);
    await group.deliver(aLampEvent(1, 'lamp_2'));

    expect(heard).toEqual(['lamp_2/1']);
  });

  it('jumps over what has expired, says so, and goes on with what is kept', async () => {
    const { make, pass, heard, group, effects } = await aGroup({ eventTtlMs: 10_000 });
    await make(2);
    await pass(10_001);
    await make(2);

    await group.round();

    expect(heard).toEqual(['lamp_1/3', 'lamp_1/4']);
    expect(group.figures.expired).toBe(2);
    expect(effects.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'events expired before they were seen' }),
    );
  });

  it('waits while the owner is away, and counts nothing of that against the event', async () => {
    const { make, bring, pass, ownerAway, heard, group } = await aGroup();
    await make(2);
    ownerAway(true);
    await bring(2);
    await pass(20 * 60_000);

    ownerAway(false);
    await pass(60_000);

    expect(heard).toEqual(['lamp_1/1', 'lamp_1/2']);
    expect(group.figures).toMatchObject({ parked: 0, failures: 0, strays: 0 });
  });

  it('drops what its owner knows nothing of, and says so once', async () => {
    const { make, bring, pass, heard, group, effects } = await aGroup();
    await make(2);
    await bring(1, 2, 5, 6);
    await group.deliver(aLampEvent(2, 'lamp_2'));
    await pass(1_000);

    expect(heard).toEqual(['lamp_1/1', 'lamp_1/2']);
    expect(group.figures).toMatchObject({ strays: 3, depth: 0, failures: 0 });
    expect(effects.log.lines).toEqual([
      expect.objectContaining({
        level: 'error',
        fields: { group: 'lamps/lamp', aggregate: 'lamp_1', version: 2, came: [5, 6] },
      }),
    ]);
  });

  it('has room for others, however much was of a store that is no more', async () => {
    const { make, pass, heard, group } = await aGroup({ lanes: { capacity: 3 } });
    for (const key of ['gone_1', 'gone_2', 'gone_3']) void group.deliver(aLampEvent(7, key));
    await pass(1_000);

    await make(1);
    await group.deliver(aLampEvent(1));

    expect(heard).toEqual(['lamp_1/1']);
    expect(group.figures.dropped).toBe(0);
  });

  it('handles what it dropped when that is made after all', async () => {
    const { make, bring, pass, heard, group } = await aGroup();
    await make(1);
    await bring(1, 3);
    await pass(1_000);

    await make(2);
    await group.round();

    expect(heard).toEqual(['lamp_1/1', 'lamp_1/2', 'lamp_1/3']);
  });

  it('hears nothing of other kinds of aggregates', async () => {
    const { group, heard } = await aGroup();

    await group.deliver({ ...aLampEvent(1), aggregate: 'street' });

    expect(heard).toEqual([]);
  });

  it('keeps in memory only what there is something to do about', async () => {
    const { make, bring, group } = await aGroup();
    await make(2);

    await bring(2);
    const waiting = group.figures.depth;
    await bring(1);

    expect([waiting, group.figures.depth]).toEqual([1, 0]);
  });

  it('drops what there is no room for, and finds it by walking', async () => {
    const { make, bring, group, heard, pass } = await aGroup({ lanes: { capacity: 1 } });
    await make(2);
    await make(1, 'lamp_2');
    await bring(2);

    await group.deliver(aLampEvent(1, 'lamp_2'));
    const dropped = group.figures.dropped;
    await pass(1_000);
    await group.round();

    expect(dropped).toBe(1);
    expect(heard).toEqual(['lamp_1/1', 'lamp_1/2', 'lamp_2/1']);
  });

  it('handles nothing more when it is closed', async () => {
    const { make, bring, pass, group, heard, effects } = await aGroup();
    await make(3);
    await bring(3);

    await group.close();
    await bring(1);
    await pass(5_000);

    expect(heard).toEqual([]);
    expect(effects.time.waiting).toBe(0);
  });
});
