import { type GroupKit, groupKit } from '../testing/world/group-kit.ts';

/** Longer than ten tries take. */
const TEN_TRIES_MS = 5 * 60_000;

async function parkedAt(version: number, kind: 'ordered' | 'idempotent' = 'ordered'): Promise<GroupKit> {
  const kit = await groupKit({ kind });
  await kit.make(3);
  kit.fail((envelope) => envelope.version === version);
  await kit.bring(1, 2, 3);
  await kit.pass(TEN_TRIES_MS);
  return kit;
}

describe('an event that fails ten times', () => {
  it('is parked, and what comes after it waits', async () => {
    const { group, heard, pass, bring } = await parkedAt(2);

    await bring(3);
    await pass(60 * 60_000);
    await group.round();

    expect(heard).toEqual(['lamp_1/1']);
    expect(group.figures).toMatchObject({ failures: 10, parked: 1, depth: 0 });
    expect(await group.parked()).toEqual([
      expect.objectContaining({ group: 'lamps/lamp', key: 'lamp_1', version: 2, reason: 'cannot' }),
    ]);
  });

  it('is not parked when it fails nine times', async () => {
    const { make, bring, pass, fail, group, heard } = await groupKit({ kind: 'ordered' });
    await make(1);
    let failures = 0;
    fail(() => ++failures <= 9);

    await bring(1);
    await pass(TEN_TRIES_MS);

    expect(heard).toEqual(['lamp_1/1']);
    expect(group.figures).toMatchObject({ failures: 9, parked: 0 });
  });

  it('is known to other instances from their next round on', async () => {
    const kit = await parkedAt(2);
    const other = kit.another();

    await other.group.round();
    await other.bring(2, 3);

    expect(other.heard).toEqual([]);
    expect(other.group.figures.parked).toBe(1);
  });

  it('holds up nothing where there is no order', async () => {
    const { heard, group } = await parkedAt(2, 'idempotent');

    expect(heard).toEqual(['lamp_1/1', 'lamp_1/3']);
    expect(group.figures.parked).toBe(1);
  });
});

describe.each(['ordered', 'idempotent'] as const)('an operator, in a group that is %s,', (kind) => {
  it('has it handled again, and what waits for it', async () => {
    const { group, heard, fail, pass } = await parkedAt(2, kind);
    fail(() => false);

    await group.order('replay', { key: 'lamp_1', version: 2 });
    await pass(0);

    expect([...heard].sort()).toEqual(['lamp_1/1', 'lamp_1/2', 'lamp_1/3']);
    expect(await group.parked()).toEqual([]);
  });

  it('gives it up, and goes on with what waits for it', async () => {
    const { group, heard, pass } = await parkedAt(2, kind);

    await group.order('skip', { key: 'lamp_1', version: 2 });
    await pass(0);

    expect(heard).toEqual(['lamp_1/1', 'lamp_1/3']);
    expect(await group.parked()).toEqual([]);
  });

  it('finds it parked anew when it fails again', async () => {
    const { group, pass } = await parkedAt(2, kind);

    await group.order('replay', { key: 'lamp_1', version: 2 });
    await pass(TEN_TRIES_MS);

    expect(await group.parked()).toHaveLength(1);
    expect(group.figures.failures).toBe(20);
  });

  it.each(['replay', 'skip'] as const)('is told when there is nothing to %s', async (order) => {
    const { group } = await parkedAt(2, kind);

    const asked = group.order(order, { key: 'lamp_1', version: 1 });

    await expect(asked).rejects.toMatchObject({ kind: 'failed_precondition', code: 'clerk.not_parked' });
  });

  it.each(['replay', 'skip'] as const)(
    'says %s to a process that dies: another one does it',
    async (order) => {
      const { group, ownerAway, another, pass } = await parkedAt(2, kind);
      ownerAway(true);
      await group.order(order, { key: 'lamp_1', version: 2 });
      await pass(0);
      await group.close();
      const other = another();

      await other.group.round();
      await other.pass(0);

      const missing = { ordered: ['lamp_1/2', 'lamp_1/3'], idempotent: ['lamp_1/2'] }[kind];
      expect(other.heard).toEqual(missing.filter((event) => order === 'replay' || event !== 'lamp_1/2'));
      expect(await other.group.parked()).toEqual([]);
    },
  );

  it('can say the same twice', async () => {
    const { group, ownerAway, heard } = await parkedAt(2, kind);
    ownerAway(true);
    await group.order('replay', { key: 'lamp_1', version: 2 });

    await expect(group.order('replay', { key: 'lamp_1', version: 2 })).resolves.toBeUndefined();
    expect(heard).not.toContain('lamp_1/2');
  });
});

describe('what waits behind a parked event', () => {
  it('is not forgotten while it waits, however long, though the mark goes past it', async () => {
    const { group, pass, heard, fail, effects } = await parkedAt(2);
    for (let minute = 0; minute < 5; minute++) {
      await pass(61_000);
      await group.round();
    }
    const { behindMs } = group.figures;

    fail(() => false);
    await group.order('replay', { key: 'lamp_1', version: 2 });
    await pass(0);

    expect(behindMs).toBeLessThan(5 * 60_000);
    expect(heard).toEqual(['lamp_1/1', 'lamp_1/2', 'lamp_1/3']);
    expect(effects.log.lines.filter(({ message }) => message === 'event is parked')).toHaveLength(1);
  });

  it('stays to be done when the next one fails after a replay', async () => {
    const { group, another, pass, fail } = await parkedAt(2);
    for (let minute = 0; minute < 5; minute++) {
      await pass(61_000);
      await group.round();
    }
    fail(({ version }) => version === 3);
    await group.order('replay', { key: 'lamp_1', version: 2 });
    await pass(0);
    await group.close();

    const other = another();
    await other.group.round();

    expect(other.heard).toEqual(['lamp_1/3']);
  });
});
