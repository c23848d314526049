import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';

import { aRoadGraph, aStreet, writeRoadGraph } from '../../test/a-road-graph.ts';
import { unpackStreets } from './packed-streets.ts';
import { StreetAtlas, type StreetMap } from './street-atlas.ts';

const graph = aRoadGraph(aStreet([[0, 0], [0, 3]], { name: 'Long' })); // prettier-ignore
const other = aRoadGraph(aStreet([[0, 0], [3, 0]], { name: 'Other' })); // prettier-ignore

function namesOf(map: StreetMap | undefined): string[] {
  return unpackStreets(inflateSync(Buffer.from(map?.packed ?? '', 'base64'))).map(({ name }) => name);
}

describe('a street atlas', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'hansom-spec-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('draws the streets of the road graph', async () => {
    await writeRoadGraph(folder, 'abc', graph);

    const map = await new StreetAtlas(folder).of('abc');

    expect(namesOf(map)).toEqual(['Long']);
    expect(map?.attribution).toContain('OpenStreetMap');
    expect(map?.bounds).toEqual(graph.bounds);
  });

  it('makes them once for all who ask at the same time', async () => {
    await writeRoadGraph(folder, 'abc', graph);
    const atlas = new StreetAtlas(folder);

    const [one, two] = await Promise.all([atlas.of('abc'), atlas.of('abc')]);

    expect(one).toBe(two);
  });

  it('makes them again when they were imported anew, under another version', async () => {
    const file = await writeRoadGraph(folder, 'abc', graph);
    await utimes(file, 1, 1);
    const atlas = new StreetAtlas(folder);
    const before = await atlas.of('abc');
    await writeRoadGraph(folder, 'abc', other);

    const after = await atlas.of('abc');

    expect(namesOf(after)).toEqual(['Other']);
    expect(after?.version).not.toBe(before?.version);
  });

  it('gives the same version to the same streets', async () => {
    await writeRoadGraph(folder, 'abc', graph);
    await writeRoadGraph(folder, 'def', graph);
    const atlas = new StreetAtlas(folder);

    expect((await atlas.of('abc'))?.version).toBe((await atlas.of('def'))?.version);
  });

  it('knows nothing of a city without a file, until there is one', async () => {
    const atlas = new StreetAtlas(folder);
    const before = await atlas.of('abc');
    await writeRoadGraph(folder, 'abc', graph);

    expect(before).toBeUndefined();
    expect(namesOf(await atlas.of('abc'))).toEqual(['Long']);
  });

  it('tells of a damaged file, and reads the next one', async () => {
    const file = path.join(folder, 'abc.roads');
    await writeFile(file, 'no roads at all, but some text that is long enough');
    await utimes(file, 1, 1);
    const atlas = new StreetAtlas(folder);

    await expect(atlas.of('abc')).rejects.toThrow('not a road graph');
    await writeRoadGraph(folder, 'abc', graph);

    expect(namesOf(await atlas.of('abc'))).toEqual(['Long']);
  });
});
