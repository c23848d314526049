import { instant } from '@hansom/platform-context';
import { fakeEffects } from '@hansom/platform-context/testing';

import { type DriverKey, type Position } from './domain/driver.ts';
import { PositionWriter } from './position-writer.ts';
import { type LastPositions } from './store/last-positions.ts';

/** Records what is written, and moves the clock. */
function aWriter() {
  const effects = fakeEffects();
  const written: [DriverKey, number][] = [];
  const store = { away: false };
  const positions: LastPositions = {
    write: async (_, key, { lat }) => {
      if (store.away) throw new Error('away');
      written.push([key, lat]);
    },
    readSince: () => {
      throw new Error('nobody reads');
    },
  };
  const writer = new PositionWriter(positions, effects, () => ({ everyMs: 10_000, staleMs: 10_000 }));
  const note = (key: DriverKey, lat: number, ageMs = 0) => writer.note('got', key, aPosition(lat, ageMs));
  const aPosition = (lat: number, ageMs: number): Position => ({
    lat,
    lng: 0,
    bearingDegrees: 0,
    fixedAt: instant(effects.clock.now() - ageMs),
  });
  return { effects, writer, written, store, note };
}

describe('PositionWriter', () => {
  it('writes a driver at once, and then the latest once in ten seconds', async () => {
    const { effects, writer, written, note } = aWriter();

    for (let second = 0; second <= 21; second++) {
      note(1n, second);
      await writer.writeDue();
      await effects.time.advance(1_000);
    }

    expect(written).toEqual([[1n, 0], [1n, 10], [1n, 20]]); // prettier-ignore
  });

  it('writes the rest when the service stops', async () => {
    const { writer, written, note } = aWriter();
    note(1n, 1);
    await writer.writeDue();
    note(1n, 2);
    note(2n, 3);

    await writer.flush();

    expect(written).toEqual([[1n, 1], [1n, 2], [2n, 3]]); // prettier-ignore
    expect(writer.depth).toBe(0);
  });

  it('writes nothing that is old', async () => {
    const { writer, written, note } = aWriter();
    note(1n, 1, 10_001);
    note(2n, 2, 10_000);

    await writer.flush();

    expect(written).toEqual([[2n, 2]]);
  });

  it('drops what cannot be written, and counts it', async () => {
    const { effects, writer, written, store, note } = aWriter();
    store.away = true;
    note(1n, 1);
    await writer.writeDue();
    store.away = false;
    note(1n, 2);
    await effects.time.advance(10_000);
    await writer.writeDue();

    expect(written).toEqual([[1n, 2]]);
    expect(writer.figures).toEqual({ dropped: 1, written: 1 });
  });

  it('has room for a hundred thousand drivers, and counts whom it leaves out', () => {
    const { writer, note } = aWriter();

    for (let n = 0; n < 100_002; n++) note(BigInt(n), 0);

    expect([writer.depth, writer.figures.dropped]).toEqual([100_000, 2]);
  });
});
