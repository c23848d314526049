import { fakeEffects } from '@hansom/platform-context/testing';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { Tenancy } from '@hansom/proto-common';
import { GeosearchServiceDefinition } from '@hansom/proto-geosearch';
import { ShiftState } from '@hansom/proto-shift';

import { geosearch } from '../src/service.ts';
import { aShift, HERE, north, positionsOf, shiftId } from './a-context.ts';
import { aShiftService } from './a-shift-service.ts';

const QUESTION = {
  city: 'got',
  at: HERE,
  radiusMetres: 5_000,
  limit: 5,
  serviceType: '',
  tenancy: Tenancy.ROBOT,
  neighbours: [] as string[],
};
/** Domain time stands still, so that no fix gets old. */
const { clock } = fakeEffects();

describe('geosearch', () => {
  const shift = aShiftService([aShift(1), aShift(2)]);
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([shift.definition, geosearch], { clock });
  });

  afterAll(() => running.close());

  async function found(): Promise<string[]> {
    const client = running.client(GeosearchServiceDefinition);
    const { hits } = await client.findNearest(QUESTION, running.call());
    return hits.map((hit) => hit.shiftId);
  }

  async function places(...of: Parameters<typeof positionsOf>[1]): Promise<void> {
    const tracker = await running.clientAs({ service: 'position-tracker' }, GeosearchServiceDefinition);
    await tracker.ingest(positionsOf({ clock }, of), running.call());
  }

  it('finds whom shift lists where position-tracker says that they are', async () => {
    await places({ n: 1, ...north(500) }, { n: 2, ...north(200) }, { n: 3, ...HERE });

    await running.eventually(async () => (await found()).length === 2);

    expect(await found()).toEqual([shiftId(2), shiftId(1)]);
  });

  it('follows what shift tells', async () => {
    await places({ n: 1, ...HERE }, { n: 2, ...HERE });
    await running.eventually(async () => (await found()).length === 2);

    await shift.tell(aShift(2, { version: 2, state: ShiftState.OFFERED }));

    await running.eventually(async () => (await found()).length === 1);
    expect(await found()).toEqual([shiftId(1)]);
  });

  it('asks itself for the drivers of neighbours', async () => {
    await places({ n: 1, ...HERE });
    await running.eventually(async () => (await found()).includes(shiftId(1)));

    const client = running.client(GeosearchServiceDefinition);
    const question = { ...QUESTION, city: 'abc', neighbours: ['got'] };
    const { hits } = await client.findNearest(question, running.call());

    expect(hits.map((hit) => hit.shiftId)).toContain(shiftId(1));
  });

  it('counts and lists for the console, and takes positions from position-tracker alone', async () => {
    await places({ n: 1, ...HERE });
    const client = running.client(GeosearchServiceDefinition);
    const stranger = await running.clientAs({ service: 'dispatch' }, GeosearchServiceDefinition);

    const { hits } = await client.findWithin(QUESTION, running.call());
    const { cells } = await client.heat({ ...QUESTION, resolution: 8 }, running.call());
    const refused = stranger.ingest(positionsOf({ clock }, [{ n: 1, ...HERE }]), running.call());

    expect(hits.map((hit) => hit.shiftId)).toContain(shiftId(1));
    expect(cells.reduce((sum, { liveCount }) => sum + liveCount, 0)).toBe(hits.length);
    await expect(refused).rejects.toMatchObject({ kind: 'permission_denied' });
  });
});
