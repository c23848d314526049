import { deflateSync } from 'node:zlib';

import { BinaryWriter } from '@bufbuild/protobuf/wire';

import { type OsmNode } from '../src/index.ts';

/** What is in a file, and how it is written. */
export interface PbfParts {
  readonly nodes: readonly OsmNode[];
  readonly ways: readonly { nodes: readonly number[]; tags: Record<string, string> }[];
  readonly header: boolean;
  readonly features: readonly string[];
  readonly dense: boolean;
  readonly zlib: boolean;
  readonly granularity: number;
  readonly north: number;
  readonly east: number;
  /** With everything twice. */
  readonly again: boolean;
}

const DEFAULTS: PbfParts = {
  nodes: [],
  ways: [],
  header: true,
  features: ['OsmSchema-V0.6', 'DenseNodes'],
  dense: true,
  zlib: true,
  granularity: 100,
  north: 0,
  east: 0,
  again: false,
};

/** An OSM PBF file: a header, a block of nodes, a block of ways. */
export function aPbf(given: Partial<PbfParts>): Uint8Array {
  const parts = { ...DEFAULTS, ...given };
  const header = blob(
    'OSMHeader',
    message((writer) => strings(writer, 4, parts.features)),
    parts,
  );
  const data = [nodeBlock(parts), wayBlock(parts)].map((block) => blob('OSMData', block, parts));
  return Buffer.concat([...(parts.header ? [header] : []), ...data, ...(parts.again ? data : [])]);
}

function blob(type: string, data: Uint8Array, { zlib }: PbfParts): Uint8Array {
  const body = message((writer) => {
    if (zlib) writer.tag(2, 0).int32(data.length).tag(3, 2).bytes(deflateSync(data));
    else writer.tag(1, 2).bytes(data);
  });
  const header = message((writer) => writer.tag(1, 2).string(type).tag(3, 0).int32(body.length));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header, body]);
}

function nodeBlock({ nodes, dense, granularity, north, east }: PbfParts): Uint8Array {
  const lats = nodes.map(({ lat }) => Math.round((lat * 1e9 - north) / granularity));
  const lngs = nodes.map(({ lng }) => Math.round((lng * 1e9 - east) / granularity));
  const ids = nodes.map(({ id }) => id);
  const group = message((group) => {
    if (dense) {
      const columns = message((writer) => deltas(deltas(deltas(writer, 1, ids), 8, lats), 9, lngs));
      group.tag(2, 2).bytes(columns);
      return;
    }
    ids.forEach((id, i) => {
      const node = message((writer) =>
        writer.tag(1, 0).sint64(id).tag(8, 0).sint64(lats[i]).tag(9, 0).sint64(lngs[i]),
      );
      group.tag(1, 2).bytes(node);
    });
  });
  return message((writer) => {
    writer.tag(1, 2).bytes(new Uint8Array()).tag(2, 2).bytes(group);
    writer.tag(17, 0).int32(granularity).tag(19, 0).int64(north).tag(20, 0).int64(east);
  });
}

function wayBlock({ ways }: PbfParts): Uint8Array {
  const table = ['', ...new Set(ways.flatMap(({ tags }) => Object.entries(tags).flat()))];
  const group = message((group) => {
    for (const { nodes, tags } of ways) {
      const way = message((writer) => {
        writer.tag(1, 0).int64(1);
        numbers(
          writer,
          2,
          Object.keys(tags).map((key) => table.indexOf(key)),
        );
        numbers(
          writer,
          3,
          Object.values(tags).map((value) => table.indexOf(value)),
        );
        deltas(writer, 8, nodes);
      });
      group.tag(3, 2).bytes(way);
    }
  });
  return message((writer) => {
    writer
      .tag(1, 2)
      .bytes(message((inner) => strings(inner, 1, table)))
      .tag(2, 2)
      .bytes(group);
  });
}

function message(write: (writer: BinaryWriter) => void): Uint8Array {
  const writer = new BinaryWriter();
  write(writer);
  return writer.finish();
}

function strings(writer: BinaryWriter, field: number, values: readonly string[]): void {
  for (const value of values) writer.tag(field, 2).string(value);
}

function numbers(writer: BinaryWriter, field: number, values: readonly number[]): void {
  writer.tag(field, 2).fork();
  for (const value of values) writer.uint32(value);
  writer.join();
}

function deltas(writer: BinaryWriter, field: number, values: readonly number[]): BinaryWriter {
  writer.tag(field, 2).fork();
  values.forEach((value, i) => writer.sint64(value - (values[i - 1] ?? 0)));
  return writer.join();
}
