import { groupKit } from '../testing/world/group-kit.ts';

const aGroup = (more = {}) => groupKit({ kind: 'idempotent', ...more });

describe('an idempotent group', () => {
  it('handles what comes, in the order in which it comes', async () => {
    const { make, bring, heard, asked } = await aGroup();
    await make(3);

    await bring(3);
    await bring(1);

    expect(heard).toEqual(['lamp_1/3', 'lamp_1/1']);
    expect(asked).toEqual([]);
  });

  it('handles each event once, on whichever instance', async () => {
    const here = await aGroup();
    const there = here.another();
    await here.make(1);

    await here.bring(1, 1);
    await there.bring(1);

    expect([here.heard, there.heard]).toEqual([['lamp_1/1'], []]);
  });

  it('lets later events of an aggregate pass one that fails', async () => {
    const { make, bring, pass, fail, heard } = await aGroup();
    await make(2);
    fail(({ version }) => version === 1);

    await bring(1, 2);
    fail(() => false);
    await pass(500);

    expect(heard).toEqual(['lamp_1/2', 'lamp_1/1']);
  });

  it('finds by walking what no bus brought', async () => {
    const { make, bring, group, heard } = await aGroup();
    await make(3);
    await bring(2);

    await group.round();

    expect(heard).toEqual(['lamp_1/2', 'lamp_1/1', 'lamp_1/3']);
  });

  it('handles what a bus brings while the owner cannot be asked for more', async () => {
    const { make, bring, pass, fail, group, heard, ownerAway } = await aGroup();
    await make(2);
    fail(({ version }) => version === 1);
    await bring(1);
    await pass(5 * 60_000);
    ownerAway(true);
    await group.order('replay', { key: 'lamp_1', version: 1 });

    await bring(2);
    await pass(500);

    expect(heard).toEqual(['lamp_1/2']);
  });

  it('passes over what has expired, and says so', async () => {
    const { make, pass, group, heard, effects } = await aGroup({ eventTtlMs: 10_000 });
    await make(1);
    await pass(10_001);
    await make(1);

    await group.round();
    await group.round();

    expect(heard).toEqual(['lamp_1/2']);
    expect(group.figures.expired).toBe(1);
    expect(effects.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});
