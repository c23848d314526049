import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { aTown, corner } from '../test/a-context.ts';
import { RoadLibrary } from './road-library.ts';
import { citiesWithRoads, ensureExampleRoads, readRoads, roadsFile, writeRoads } from './roads.ts';

const SNAPPING = { snapMetres: 500, alikeMetres: 0 };

describe('road files', () => {
  let folder: string;

  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'hansom-spec-')), 'roads');
  });

  afterEach(() => rm(path.dirname(folder), { recursive: true }));

  it('are read as they were written, and nothing else is left', async () => {
    const { graph, bytes } = await writeRoads(folder, 'abc', aTown());

    const read = await readRoads(folder, 'abc');

    expect(read?.edges).toEqual(graph.edges);
    expect(bytes).toBeGreaterThan(100);
    expect(await readdir(folder)).toEqual(['abc.roads']);
    expect(await citiesWithRoads(folder)).toEqual(['abc']);
  });

  it('are of Gothenburg where there are none, made once', async () => {
    const made = await ensureExampleRoads(folder);
    await utimes(roadsFile(folder, 'got'), 1, 1);
    const again = await ensureExampleRoads(folder);

    const graph = await readRoads(folder, 'got');
    expect([made, again]).toEqual([true, true]);
    expect(graph?.nodeCount).toBeGreaterThan(10_000);
    expect(graph?.attribution).toContain('OpenStreetMap');
  });

  it('of a city that was imported meanwhile are found, and read again when they were written anew', async () => {
    const library = new RoadLibrary(folder);
    const before = await library.roadsOf('abc');
    await writeRoads(folder, 'abc', aTown());
    const found = await library.roadsOf('abc');
    await writeRoads(folder, 'abc', aTown().slice(0, 1));
    await utimes(roadsFile(folder, 'abc'), 1, 1);

    const until = await library.roadsOf('abc');
    await library.refresh();
    const refreshed = await library.roadsOf('abc');

    expect(before).toBeUndefined();
    expect(until).toBe(found);
    expect(found?.way(corner(0, 0), corner(5, 20), SNAPPING)).toBeDefined();
    expect(refreshed?.way(corner(0, 0), corner(5, 20), SNAPPING)).toBeUndefined();
  });

  it('that are damaged are told, each time', async () => {
    await writeRoads(folder, 'abc', aTown());
    await writeFile(roadsFile(folder, 'abc'), 'no roads at all, but some text that is long enough');
    const library = new RoadLibrary(folder);

    await expect(library.roadsOf('abc')).rejects.toThrow('not a road graph');
    await expect(library.roadsOf('abc')).rejects.toThrow('not a road graph');
  });
});
