import { type OsmNode, type OsmTags, type OsmWay } from './osm-way.ts';
import { blobsOf } from './pbf/blobs.ts';
import { eachField } from './pbf/fields.ts';
import { NodeTable } from './pbf/node-table.ts';
import { OsmFileError } from './pbf/osm-file-error.ts';
import { visitBlock } from './pbf/primitive-block.ts';
import { isRoadClass } from './road-class.ts';

/** What the file may rely on and we understand. */
const FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/**
 * The ways on which a car might drive of an OSM PBF file (https://wiki.openstreetmap.org/wiki/PBF_Format) in chunks of any size, sorted
 * by type and id as extracts are. A way that leaves an extract and comes back is two ways. Throws an OsmFileError for anything
 * else; what the chunks throw passes through.
 */
export async function waysOfPbf(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<OsmWay[]> {
  const nodes = new NodeTable();
  const ways: OsmWay[] = [];
  let isFirst = true;
  for await (const { type, data } of blobsOf(chunks)) {
    if (isFirst !== (type === 'OSMHeader')) throw new OsmFileError('not an OSM PBF file: it has no header');
    isFirst = false;
    if (type === 'OSMHeader') checkFeatures(data);
    if (type === 'OSMData') visitBlock(data, { node, way });
  }
  if (isFirst) throw new OsmFileError('not an OSM PBF file: it is empty');
  return ways;

  function node(id: number, at: { lat: number; lng: number }): void {
    if (ways.length > 0)
      throw new OsmFileError('an OSM PBF file with nodes behind ways: sort it with osmium');
    nodes.add(id, at);
  }

  function way(ids: readonly number[], tags: OsmTags): void {
    if (!isRoadClass(tags.highway)) return;
    ways.push(...piecesOf(ids.map((id) => nodes.find(id))).map((piece) => ({ nodes: piece, tags })));
  }
}

function checkFeatures(header: Uint8Array): void {
  eachField(header, {
    4: (reader) => {
      const feature = reader.string();
      if (!FEATURES.has(feature)) throw new OsmFileError(`an OSM PBF file that needs ${feature}`);
    },
  });
}

/** Splits at nodes that the file does not hold, so that nothing is joined over a gap. */
function piecesOf(nodes: readonly (OsmNode | undefined)[]): OsmNode[][] {
  const pieces: OsmNode[][] = [[]];
  for (const node of nodes) {
    if (node === undefined) pieces.push([]);
    else pieces[pieces.length - 1].push(node);
  }
  return pieces.filter((piece) => piece.length > 1);
}
