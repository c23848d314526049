import { type StreetLine } from './street-line.ts';

/** Of a packed coordinate: about half a metre, less than a pixel wherever streets are looked at. */
const UNITS_PER_DEGREE = 200_000;

/** The longest that a packed line may be: a damaged length does not fill the memory. */
const MAX_POINTS = 1_000_000;

/**
 * Streets in few bytes, for whoever draws them. Numbers are LEB128, signed ones in zigzag:
 *
 *     classes as text, names as text (UTF-8: its length in bytes, then lines)
 *     then for each street line: class, name (indexes), how many points, and for each point how far east and north it lies of the last
 */
export function packStreets(lines: readonly StreetLine[]): Uint8Array {
  const classes = [...new Set(lines.map(({ roadClass }) => roadClass))].sort();
  const names = [...new Set(lines.map(({ name }) => name))].sort();
  const classOf = new Map(classes.map((roadClass, i) => [roadClass, i]));
  const nameOf = new Map(names.map((name, i) => [name, i]));
  const out = new Packer();
  out.text(classes);
  out.text(names);
  for (const { roadClass, name, points } of lines) {
    out.unsigned(classOf.get(roadClass) ?? 0);
    out.unsigned(nameOf.get(name) ?? 0);
    out.unsigned(points.length);
    for (const [lng, lat] of points)
      out.point(Math.round(lng * UNITS_PER_DEGREE), Math.round(lat * UNITS_PER_DEGREE));
  }
  return out.bytes();
}

/** What `packStreets` packed, to half a metre. Throws a RangeError where the bytes end too early or name what is not there. */
export function unpackStreets(bytes: Uint8Array): StreetLine[] {
  const from = new Unpacker(bytes);
  const classes = from.text();
  const names = from.text();
  const lines: StreetLine[] = [];
  while (!from.done) {
    const roadClass = classes[from.unsigned()];
    const name = names[from.unsigned()];
    const count = from.unsigned();
    if (roadClass === undefined || name === undefined || count > MAX_POINTS) {
      throw new RangeError('damaged streets');
    }
    lines.push({ roadClass, name, points: from.points(count) });
  }
  return lines;
}

class Packer {
  private readonly written: number[] = [];
  private east = 0;
  private north = 0;

  unsigned(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.written.push((rest & 0x7f) | 0x80);
    this.written.push(rest);
  }

  text(entries: readonly string[]): void {
    const encoded = new TextEncoder().encode(entries.map((entry) => entry.replaceAll('\n', ' ')).join('\n'));
    this.unsigned(encoded.length);
    for (const byte of encoded) this.written.push(byte);
  }

  point(east: number, north: number): void {
    this.signed(east - this.east);
    this.signed(north - this.north);
    [this.east, this.north] = [east, north];
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.written);
  }

  private signed(value: number): void {
    this.unsigned(((value << 1) ^ (value >> 31)) >>> 0);
  }
}

class Unpacker {
  private place = 0;
  private east = 0;
  private north = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get done(): boolean {
    return this.place >= this.bytes.length;
  }

  unsigned(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.place++];
      if (byte === undefined || shift > 28) throw new RangeError('damaged streets');
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  text(): string[] {
    const end = this.unsigned() + this.place;
    if (end > this.bytes.length) throw new RangeError('damaged streets');
    const text = new TextDecoder().decode(this.bytes.subarray(this.place, end));
    this.place = end;
    return text.split('\n');
  }

  points(count: number): [lng: number, lat: number][] {
    const points: [lng: number, lat: number][] = [];
    for (let i = 0; i < count; i++) {
      this.east += this.signed();
      this.north += this.signed();
      points.push([this.east / UNITS_PER_DEGREE, this.north / UNITS_PER_DEGREE]);
    }
    return points;
  }

  private signed(): number {
    const value = this.unsigned();
    return (value >>> 1) ^ -(value & 1);
  }
}
