import { callHandler } from '@hansom/platform-rpc/testing';
import { ZoneKind } from '@hansom/proto-city';
import { type Cell, cellOfBits, uncompact } from '@hansom/shared-geo';

import { aContext } from '../../test/a-context.ts';
import { listZones } from './list-zones.ts';

describe('listZones', () => {
  it('reads the zones of a city with their cells, compacted and rising', async () => {
    const ctx = aContext();
    const town = ctx.catalogue().cities.get('abc')?.zones[1];

    const { zones, resolution, revision } = await callHandler(listZones(ctx), { city: 'abc' });

    const cells = zones[1]?.cells ?? [];
    const covered = uncompact(
      cells.map((bits) => cellOfBits(bits) as Cell),
      9,
    );
    expect(zones.map(({ zone }) => zone?.kind)).toEqual([ZoneKind.PRICING, ZoneKind.SERVICE_AREA]);
    expect(covered.sort()).toEqual([...(town?.cells ?? [])].sort());
    expect(cells.length).toBeLessThan(covered.length / 2);
    expect(cells.every((bits, i) => i === 0 || bits > (cells[i - 1] ?? 0n))).toBe(true);
    expect([resolution, revision]).toEqual([9, ctx.catalogue().revision]);
  });

  it('refuses a city that there is not, naming the field of a wrong code', async () => {
    const unknown = callHandler(listZones(aContext()), { city: 'lon' });
    const nonsense = callHandler(listZones(aContext()), { city: '' });

    await expect(unknown).rejects.toMatchObject({ code: 'city.not_found', context: { city: 'lon' } });
    await expect(nonsense).rejects.toMatchObject({ fields: [{ field: 'city' }] });
  });
});
