import { fakeEffects, settle } from '@hansom/platform-context/testing';
import { type EventEnvelope } from '@hansom/platform-schedule';

import { Broadcast } from './broadcast.ts';
import { aLampEvent } from './testing/world/lamps.ts';

function kit(handle?: (envelope: EventEnvelope) => Promise<void>) {
  const effects = fakeEffects();
  const heard: string[] = [];
  const note = async ({ key, version }: EventEnvelope): Promise<void> => void heard.push(`${key}/${version}`);
  const broadcast = new Broadcast({ effects, aggregate: 'lamp', handle: handle ?? note });
  return { effects, broadcast, heard };
}

describe('Broadcast', () => {
  it('drops what is not newer than what came before it', async () => {
    const { broadcast, heard } = kit();

    for (const version of [1, 3, 2, 3, 4]) await broadcast.deliver(aLampEvent(version));

    expect(heard).toEqual(['lamp_1/1', 'lamp_1/3', 'lamp_1/4']);
    expect(broadcast.figures).toMatchObject({ handled: 3, repeats: 2 });
  });

  it('takes what concerns others side by side', async () => {
    const { broadcast, heard } = kit();

    await broadcast.deliver(aLampEvent(3));
    await broadcast.deliver(aLampEvent(1, 'lamp_2'));
    await broadcast.deliver({ ...aLampEvent(1, 'street_1'), aggregate: 'street' });

    expect(heard).toEqual(['lamp_1/3', 'lamp_2/1']);
  });

  it("handles an aggregate's events one after the other", async () => {
    const ends: (() => void)[] = [];
    const { broadcast } = kit(() => new Promise((resolve) => ends.push(resolve)));

    void broadcast.deliver(aLampEvent(1));
    void broadcast.deliver(aLampEvent(2));
    await settle();
    const during = ends.length;
    ends[0]?.();
    await settle();

    expect([during, ends.length]).toEqual([1, 2]);
  });

  it('goes on after one that fails, which is lost', async () => {
    const { broadcast, effects } = kit(() => Promise.reject(new Error('cannot')));

    await broadcast.deliver(aLampEvent(1));
    await broadcast.deliver(aLampEvent(2));

    expect(broadcast.figures).toMatchObject({ handled: 0, failures: 2 });
    expect(effects.log.lines.map(({ level }) => level)).toEqual(['warn', 'warn']);
  });
});
