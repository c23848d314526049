import { z } from '@hansom/platform-config';
import { type Cell, compact } from '@hansom/shared-geo';

import { citySchema } from './city-schema.ts';
import { areaProblem, cellsOf } from './domain/area.ts';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

const document = z.object({
  /** The H3 resolution at which points are looked up: a cell's edge is 1.4 km, 531 m, 201 m, 76 m. */
  resolution: z.literal([7, 8, 9, 10]).default(9),
  /** By code. */
  cities: z
    .record(z.string().regex(/^[a-z]{3}$/, 'must be three lower-case letters'), citySchema)
    .default({}),
});

export type CityConfig = z.infer<typeof document>;

/** `city.json` in the layers of `deploy/config`: the cities. Those of the layers of a city are other services' affair. */
export const config = document.superRefine((value, ctx) => {
  const areas = areaProblems(value);
  // What has a problem has no cells to compare or count.
  const cells = areas.length > 0 ? areas : [...overlapProblems(value), ...sizeProblems(value)];
  const problems = [...neighbourProblems(value), ...cells];
  for (const { path, message } of problems) ctx.addIssue({ code: 'custom', path, message });
});

/** 200 kB on the wire: the zones of a city are told in one message, and a message has 256 KiB. */
const MAX_TOLD_CELLS = 25_000;

interface Problem {
  path: string[];
  message: string;
}

/** A search asks the neighbours where the city lives. */
function neighbourProblems({ cities }: CityConfig): Problem[] {
  return Object.entries(cities).flatMap(([code, { neighbours, homeRegion }]) =>
    neighbours.flatMap((neighbour, i) => {
      const isOne = neighbour !== code && cities[neighbour]?.homeRegion === homeRegion;
      const message = 'must be another city of the same home region';
      return isOne ? [] : [{ path: ['cities', code, 'neighbours', String(i)], message }];
    }),
  );
}

function areaProblems({ resolution, cities }: CityConfig): Problem[] {
  return Object.entries(cities).flatMap(([code, { zones }]) =>
    Object.entries(zones).flatMap(([id, zone]) => {
      const message = areaProblem(zone, resolution);
      return message === undefined ? [] : [{ path: ['cities', code, 'zones', id], message }];
    }),
  );
}

/** A point belongs to one city: whose cells another one has covered before, by the order of the document, is refused. */
function overlapProblems({ resolution, cities }: CityConfig): Problem[] {
  const owners = new Map<Cell, string>();
  const problems: Problem[] = [];
  for (const [code, { zones }] of Object.entries(cities)) {
    for (const [id, zone] of Object.entries(zones)) {
      const other = claim(owners, code, cellsOf(zone, resolution));
      if (other !== undefined) {
        problems.push({ path: ['cities', code, 'zones', id], message: `must not overlap the city ${other}` });
      }
    }
  }
  return problems;
}

/** The city that has one of the cells already, if it is another. */
function claim(owners: Map<Cell, string>, code: string, cells: readonly Cell[]): string | undefined {
  const taken = cells.find((cell) => (owners.get(cell) ?? code) !== code);
  for (const cell of cells) if (!owners.has(cell)) owners.set(cell, code);
  return taken === undefined ? undefined : owners.get(taken);
}

function sizeProblems({ resolution, cities }: CityConfig): Problem[] {
  return Object.entries(cities).flatMap(([code, { zones }]) => {
    const told = Object.values(zones).reduce(
      (sum, zone) => sum + compact(cellsOf(zone, resolution)).length,
      0,
    );
    if (told <= MAX_TOLD_CELLS) return [];
    const message = `must compact to at most ${MAX_TOLD_CELLS} cells in all`;
    return [{ path: ['cities', code, 'zones'], message }];
  });
}
