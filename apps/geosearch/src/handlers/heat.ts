import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type HeatCell, type HeatRequest, type HeatResponse } from '@hansom/proto-geosearch';
import { cellBits, cellOf, type Resolution } from '@hansom/shared-geo';

import { type GeosearchContext } from '../context.ts';
import { type PlacedDriver } from '../domain/driver.ts';
import { cityCheck, freshOf, rangeCheck, tenancyCheck } from './mapping.ts';

export function heat(ctx: GeosearchContext): Handler<HeatRequest, HeatResponse> {
  return async ({ city, resolution, tenancy }, call) => {
    checkFields('geosearch', [
      cityCheck(city),
      rangeCheck('resolution', resolution, [5, 9]),
      tenancyCheck(tenancy),
    ]);
    const { index } = await ctx.cities.loaded(city, call);
    const drivers = index.all({ ...freshOf(ctx, tenancy), freeOnly: false });
    return { cells: cellsOf(drivers, resolution as Resolution) }; // 5 to 9, as was checked
  };
}

function cellsOf(drivers: readonly PlacedDriver[], resolution: Resolution): HeatCell[] {
  const cells = new Map<bigint, HeatCell>();
  for (const { position, standing } of drivers) {
    const cell = cellBits(cellOf(position, resolution));
    const counted = cells.get(cell) ?? { cell, freeCount: 0, liveCount: 0 };
    const freeCount = counted.freeCount + Number(standing.free);
    cells.set(cell, { cell, freeCount, liveCount: counted.liveCount + 1 });
  }
  return [...cells.values()].sort((a, b) => (a.cell < b.cell ? -1 : 1));
}
