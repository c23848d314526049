import { instant } from '@hansom/platform-context';
import { fakeEffects } from '@hansom/platform-context/testing';

import { CityDrivers } from './domain/city-drivers.ts';
import { writeKey } from './domain/driver-key.ts';
import { type DriverKey } from './domain/driver.ts';
import { PositionWriter } from './position-writer.ts';

/** Records what is written, and moves the clock. */
function aWriter() {
  const effects = fakeEffects();
  const written: [DriverKey, number][] = [];
  const store = { away: false };
  const write = async (_: string, key: DriverKey, { lat }: { lat: number }) => {
    if (store.away) throw new Error('away');
    written.push([key, lat]);
  };
  const drivers = new CityDrivers();
  const writer = new PositionWriter(
    { write },
    {
      effects,
      held: () => [['got', drivers]],
      options: () => ({ everyMs: 10_000, staleMs: 10_000 }),
    },
  );
  const note = (key: DriverKey, lat: number, ageMs = 0) => {
    const words = new Uint32Array(4);
    writeKey(key, words);
    drivers.place(words, { lat, lng: 0, bearingDegrees: 0, fixedAt: instant(effects.clock.now() - ageMs) });
  };
  return { effects, drivers, writer, written, store, note };
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
    const { effects, writer, written, note } = aWriter();
    note(1n, 1);
    await writer.writeDue();
    await effects.time.advance(1);
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

  it('writes nothing that was read, and nobody who has gone', async () => {
    const { effects, writer, written, drivers, note } = aWriter();
    drivers.recall(1n, { lat: 1, lng: 0, bearingDegrees: 0, fixedAt: effects.clock.now() });
    note(2n, 2);
    drivers.forget(instant(effects.clock.now() + 1), effects.clock.now());

    await writer.flush();

    expect(written).toEqual([]);
  });

  it('writes whoever gets the place of one who has gone at once', async () => {
    const { effects, writer, written, drivers, note } = aWriter();
    note(1n, 1);
    await writer.writeDue();
    await effects.time.advance(1_000);
    drivers.forget(effects.clock.now(), effects.clock.now());
    note(2n, 2);

    await writer.writeDue();

    expect(written).toEqual([[1n, 1], [2n, 2]]); // prettier-ignore
  });

  it('drops what cannot be written, and counts it', async () => {
    const { effects, writer, written, store, note } = aWriter();
    store.away = true;
    note(1n, 1);
    await writer.writeDue();
    store.away = false;
    await effects.time.advance(10_000);
    note(1n, 2);
    await writer.writeDue();

    expect(written).toEqual([[1n, 2]]);
    expect(writer.figures).toEqual({ dropped: 1, written: 1 });
  });

  it('keeps one position a driver, however often they move', async () => {
    const { effects, writer, note } = aWriter();

    for (let i = 0; i < 1_000; i++) {
      note(BigInt(i % 10), i % 90);
      await effects.time.advance(1);
    }

    expect(writer.depth).toBe(10);
  });
});
