// Ported from latLng.c, vec3.c, faceijk.c and h3Index.c of H3 4.5.0. Copyright 2016-2021, 2026 Uber Technologies, Inc. Licensed under the
// Apache License, Version 2.0: http://www.apache.org/licenses/LICENSE-2.0. Changed: no angles, no allocation, and near edges H3 is asked.

import { latLngToCell } from 'h3-js';

import { baseCellOf, basePlaces, placeAt, turnsOf } from './base-cells.ts';
import { type CellFinder } from './cell-finder.ts';
import { CellDigits } from './digits.ts';
import { faceCentres, faceFrames, faceNeighbours, FRAME, gridScales } from './icosahedron.ts';

const RADIANS = Math.PI / 180;

/** What is nearer than this to a face's centre, as the cosine of the angle, is farther from all others: half the way is 0.93417. */
const INSIDE = 0.9342;

/** Two faces are as near when the cosines differ by less than rounding may change them, a thousand times over. */
const FACES_APART = 1e-12;

/** What rounding changes at most, ours and that of H3 together, in parts of the sphere's radius; at the centres of faces it is more. */
const ROUNDING = 4e-15;

/**
 * A finder of its own arithmetic, several times as quick as h3-js and never of another opinion. A point so near to an edge of a cell or
 * face that rounding decides about it, about one in a million, is decided by h3-js itself.
 */
export function numericCellFinder(): NumericCellFinder {
  return new NumericCellFinder();
}

export class NumericCellFinder implements CellFinder {
  high = 0;
  low = 0;
  /** Where the last point lies on the unit sphere. */
  x = NaN;
  y = NaN;
  z = NaN;
  /** How many points h3-js has decided. */
  asked = 0;

  private face = 0;
  private readonly centres = faceCentres();
  private readonly frames = faceFrames();
  private readonly neighbours = faceNeighbours();
  private readonly scales = gridScales();
  private readonly places = basePlaces();
  private readonly digits = new CellDigits();
  private readonly heads = Int32Array.from({ length: 16 }, (_, resolution) => headOf(resolution));
  private readonly tails = Int32Array.from({ length: 16 }, (_, resolution) => tailOf(resolution));

  find(lat: number, lng: number, resolution: number): void {
    this.place(lat * RADIANS, lng * RADIANS);
    if (!this.approach() || !this.snap(resolution)) this.ask(lat, lng, resolution);
  }

  private place(phi: number, lambda: number): void {
    const fromAxis = Math.cos(phi);
    this.x = fromAxis * Math.cos(lambda);
    this.y = fromAxis * Math.sin(lambda);
    this.z = Math.sin(phi);
  }

  /** Walks from the last face to the one whose centre is nearest. False when two are as near. */
  private approach(): boolean {
    let nearness = this.nearnessOf(this.face);
    while (nearness < INSIDE) {
      const next = this.nearestNeighbour();
      const other = this.nearnessOf(next);
      if (Math.abs(nearness - other) < FACES_APART) return false;
      if (other < nearness) return true;
      this.face = next;
      nearness = other;
    }
    return true;
  }

  private nearestNeighbour(): number {
    const { neighbours, face } = this;
    let nearest = neighbours[3 * face];
    for (let i = 1; i < 3; i++) {
      const other = neighbours[3 * face + i];
      if (this.nearnessOf(other) > this.nearnessOf(nearest)) nearest = other;
    }
    return nearest;
  }

  /** The cosine of the angle between the point and a face's centre. */
  private nearnessOf(face: number): number {
    const { centres } = this;
    return this.x * centres[3 * face] + this.y * centres[3 * face + 1] + this.z * centres[3 * face + 2];
  }

  /** The cell in the plane of the face. False when the point is too near to its edge to be sure. */
  private snap(resolution: number): boolean {
    const { x, y, z, frames } = this;
    const at = (2 * this.face + (resolution & 1)) * FRAME;
    const scale = this.scales[resolution];
    const stretch = scale / this.nearnessOf(this.face);
    const a = (x * frames[at] + y * frames[at + 1] + z * frames[at + 2]) * stretch;
    const b = (x * frames[at + 3] + y * frames[at + 4] + z * frames[at + 5]) * stretch;

    // Three axes across the edges of hexagons, whose projections have whole numbers at centres, those of its own edges are 1 away.
    const [p, q, r] = [2 * a - b, 2 * b - a, a + b];
    const i = thirdOf(Math.floor(p) + Math.floor(r));
    const j = thirdOf(Math.floor(q) + Math.floor(r));
    const off = Math.max(Math.abs(p - 2 * i + j), Math.abs(q - 2 * j + i), Math.abs(r - i - j));
    const distance = Math.sqrt(a * a - a * b + b * b);
    if (!((1 - off) * distance > ROUNDING * scale * (distance + scale))) return false;
    this.compose(i, j, resolution);
    return true;
  }

  private compose(a: number, b: number, resolution: number): void {
    const { digits } = this;
    digits.read(a, b, resolution);
    const place = this.places[placeAt(this.face, digits.a, digits.b)];
    digits.turn(turnsOf(place, digits.leading()));
    this.high = this.heads[resolution] | (baseCellOf(place) << 13) | (digits.coarse >>> 11);
    this.low = this.tails[resolution] | (digits.coarse << 21) | digits.fine;
  }

  private ask(lat: number, lng: number, resolution: number): void {
    const cell = latLngToCell(lat, lng, resolution);
    this.high = parseInt(cell.slice(0, -8), 16) | 0;
    this.low = parseInt(cell.slice(-8), 16) | 0;
    this.asked++;
  }
}

/** Of 3n - 2 to 3n, n. */
function thirdOf(sum: number): number {
  return Math.floor((sum + 2) / 3);
}

/** What all cells of a resolution have in the high word: their kind, the resolution, and 7 for each digit that they have not. */
function headOf(resolution: number): number {
  return 0x0800_0000 | (resolution << 20) | Math.floor(unusedDigits(resolution) / 2 ** 32);
}

function tailOf(resolution: number): number {
  return unusedDigits(resolution) | 0;
}

function unusedDigits(resolution: number): number {
  return 8 ** (15 - resolution) - 1;
}
