import { recordingLogger } from '@hansom/platform-context/testing';

import { aContext, aFix } from '../test/a-context.ts';
import { type Fix } from './domain/fix.ts';
import { toFix } from './handlers/mapping.ts';
import { RecentWriter } from './recent-writer.ts';

async function aWriter() {
  const ctx = await aContext();
  const written: [string, bigint][] = [];
  const store = { away: false };
  const write = async (driverId: string, { seq }: Fix) => {
    if (store.away) throw new Error('away');
    written.push([driverId, seq]);
  };
  const writer = new RecentWriter({ write }, recordingLogger());
  const note = (driverId: string, n: number) => writer.note(driverId, toFix(aFix(ctx, n)) as Fix);
  return { ctx, writer, written, store, note };
}

describe('RecentWriter', () => {
  it('writes the latest of each driver and step of ten seconds', async () => {
    const { ctx, writer, written, note } = await aWriter();
    note('a', 1);
    note('a', 2);
    note('b', 3);
    await ctx.effects.time.advance(10_000);
    note('a', 4);

    await writer.flush();
    await writer.flush();

    expect(written).toEqual([['a', 2n], ['b', 3n], ['a', 4n]]); // prettier-ignore
    expect(writer.figures).toEqual({ written: 3, dropped: 0 });
  });

  it('drops what cannot be written, and counts it', async () => {
    const { writer, written, store, note } = await aWriter();
    store.away = true;
    note('a', 1);
    await writer.flush();
    store.away = false;
    note('a', 2);
    await writer.flush();

    expect(written).toEqual([['a', 2n]]);
    expect(writer.figures).toEqual({ written: 1, dropped: 1 });
  });

  it('has room for fifty thousand, and counts what it leaves out', async () => {
    const { writer, note } = await aWriter();
    for (let n = 0; n < 50_002; n++) note(String(n), 1);

    expect([writer.depth, writer.figures.dropped]).toEqual([50_000, 2]);
  });
});
