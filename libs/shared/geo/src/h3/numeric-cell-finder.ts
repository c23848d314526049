// Ported from latLng.c, vec3.c, faceijk.c and h3Index.c of H3 4.5.0. Copyright 2016-2021, 2026 Uber Technologies, Inc. Licensed under the
// Apache License, Version 2.0: http://www.apache.org/licenses/LICENSE-2.0. Changed: no angles, no allocation, and near edges H3 is asked.

import { latLngToCell } from 'h3-js';

import { baseCellOf, basePlaces, isPentagon, placeAt, turnsOf, turnsOnPentagon } from './base-cells.ts';
import { blankHighs, blankLows } from './blank-words.ts';
import { type CellFinder } from './cell-finder.ts';
import { CellDigits } from './digits.ts';
import { faceCentres, faceFrames, faceNeighbours, FRAME, gridScales } from './icosahedron.ts';
import { RADIANS, sinesOfDegrees } from './sines.ts';

/** What is nearer than this to a face's centre, as the cosine of the angle, is farther from all others: half the way is 0.93417. */
const INSIDE = 0.9342;

/** A multiple of 3 that no coordinate comes near to: with it, cutting a quotient rounds it down. */
const POSITIVE = 3 * 2 ** 25;

/**
 * What rounding changes at most, ours and that of H3 together, in parts of the sphere's radius: fifteen times what was seen. Near the centre
 * of a face, where H3 takes the arc cosine of almost 1, that grows as the distance shrinks.
 */
const ROUNDING = 2e-14;

/**
 * A finder of its own arithmetic, several times as quick as h3-js and never of another opinion. A point so near to an edge of a cell
 * that rounding decides about it is decided by h3-js itself: one or two in a million at resolution 15, and at 9 none of 60 million.
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

  private lat = NaN;
  private lng = NaN;
  private face = 0;
  /** The cosine of the angle between the point and the centre of that face. */
  private nearness = NaN;
  private readonly centres = faceCentres();
  private readonly frames = faceFrames();
  private readonly neighbours = faceNeighbours();
  private readonly scales = gridScales();
  private readonly places = basePlaces();
  private readonly sines = sinesOfDegrees();
  private readonly digits = new CellDigits();
  private readonly highs = blankHighs();
  private readonly lows = blankLows();

  /** So short that V8 builds it into its callers, where numbers with a fraction need no object to be handed over. */
  find(lat: number, lng: number, resolution: number): void {
    this.lat = lat;
    this.lng = lng;
    this.decide(resolution);
  }

  private decide(resolution: number): void {
    this.place();
    this.approach();
    if (!this.snap(resolution)) this.ask(resolution);
  }

  /** From the sines of the whole degrees next to them and series for the rest: quicker than four sines, and as true. */
  private place(): void {
    const { lat, lng, sines } = this;
    const phi = Math.round(lat) | 0;
    const lambda = Math.round(lng) | 0;
    const north = (lat - phi) * RADIANS;
    const east = (lng - lambda) * RADIANS;
    const north2 = north * north;
    const east2 = east * east;
    const sinNorth = north * (1 - north2 * (1 / 6 - north2 / 120));
    const cosNorth = 1 - north2 * (1 / 2 - north2 * (1 / 24 - north2 / 720));
    const sinEast = east * (1 - east2 * (1 / 6 - east2 / 120));
    const cosEast = 1 - east2 * (1 / 2 - east2 * (1 / 24 - east2 / 720));
    const fromAxis = sines[phi + 270] * cosNorth - sines[phi + 180] * sinNorth;
    this.x = fromAxis * (sines[lambda + 270] * cosEast - sines[lambda + 180] * sinEast);
    this.y = fromAxis * (sines[lambda + 180] * cosEast + sines[lambda + 270] * sinEast);
    this.z = sines[phi + 180] * cosNorth + sines[phi + 270] * sinNorth;
  }

  /**
   * Finds the face whose centre is nearest, mostly that of the last point. Of two that are as near either will do: their planes meet there,
   * and a cell that lies on both is found from both.
   */
  private approach(): void {
    const { x, y, z, centres, face } = this;
    this.nearness = x * centres[3 * face] + y * centres[3 * face + 1] + z * centres[3 * face + 2];
    if (this.nearness < INSIDE) this.walk();
  }

  /** From neighbour to neighbour for as long as that comes nearer. */
  private walk(): void {
    for (;;) {
      const next = this.nearestNeighbour();
      const nearness = this.nearnessOf(next);
      if (!(nearness > this.nearness)) return;
      this.face = next;
      this.nearness = nearness;
    }
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

  private nearnessOf(face: number): number {
    const { centres } = this;
    return this.x * centres[3 * face] + this.y * centres[3 * face + 1] + this.z * centres[3 * face + 2];
  }

  /** The cell in the plane of the face. False when the point is too near to its edge to be sure. */
  private snap(resolution: number): boolean {
    const { x, y, z, frames } = this;
    const at = (2 * this.face + (resolution & 1)) * FRAME;
    const scale = this.scales[resolution];
    const stretch = scale / this.nearness;
    const p = (x * frames[at] + y * frames[at + 1] + z * frames[at + 2]) * stretch;
    const q = (x * frames[at + 3] + y * frames[at + 4] + z * frames[at + 5]) * stretch;

    const below = Math.floor(p + q) | 0;
    const a = thirdOf((Math.floor(p) | 0) + below);
    const b = thirdOf((Math.floor(q) | 0) + below);
    const offP = p - (2 * a - b);
    const offQ = q - (2 * b - a);
    const off = Math.max(Math.abs(offP), Math.abs(offQ), Math.abs(offP + offQ));
    const distance = Math.sqrt((p * p + p * q + q * q) / 3);
    if (!((1 - off) * distance > ROUNDING * scale * (distance + scale))) return false;
    this.compose(a, b, resolution);
    return true;
  }

  private compose(a: number, b: number, resolution: number): void {
    const { digits } = this;
    digits.read(a, b, resolution);
    const place = this.places[placeAt(this.face, digits.a, digits.b)];
    digits.turn(isPentagon(place) ? turnsOnPentagon(place, digits.leading()) : turnsOf(place));
    this.high = this.highs[resolution] | (baseCellOf(place) << 13) | (digits.coarse >>> 11);
    this.low = this.lows[resolution] | (digits.coarse << 21) | digits.fine;
  }

  private ask(resolution: number): void {
    const cell = latLngToCell(this.lat, this.lng, resolution);
    this.high = parseInt(cell.slice(0, -8), 16) | 0;
    this.low = parseInt(cell.slice(-8), 16) | 0;
    this.asked++;
  }
}

/** Of 3n - 2 to 3n, n. */
function thirdOf(sum: number): number {
  return (((sum + POSITIVE + 2) / 3) | 0) - POSITIVE / 3;
}
