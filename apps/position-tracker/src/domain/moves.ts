import { type Fix } from './fix.ts';

/** A driver who moved. */
export interface Move {
  readonly driverId: string;
  readonly fix: Fix;
}

/** Where one has read to. */
export interface MovesPage {
  readonly moves: readonly Move[];
  /** The number of the last of them, or the one that was asked for. */
  readonly next: number;
  readonly more: boolean;
}

interface Numbered extends Move {
  readonly number: number;
}

/** The last fix of each driver, by city, numbered by the order in which they came: so whoever knows a number is told of what came since. */
export class Moves {
  private readonly cities = new Map<string, Map<string, Numbered>>();
  private last = 0;

  note(city: string, driverId: string, fix: Fix): void {
    const drivers = this.cities.get(city) ?? new Map<string, Numbered>();
    this.cities.set(city, drivers);
    this.last += 1;
    drivers.delete(driverId); // what is set anew is the last of a map: the numbers rise
    drivers.set(driverId, { driverId, fix, number: this.last });
  }

  forget(driverId: string): void {
    for (const [city, drivers] of this.cities) {
      drivers.delete(driverId);
      if (drivers.size === 0) this.cities.delete(city);
    }
  }

  /** Those of a city that came after a number, at most `limit`. */
  after(city: string, number: number, limit: number): MovesPage {
    const moves: Numbered[] = [];
    for (const move of this.cities.get(city)?.values() ?? []) {
      if (move.number <= number) continue;
      if (moves.length === limit) return { moves, next: moves.at(-1)?.number ?? number, more: true };
      moves.push(move);
    }
    return { moves, next: moves.at(-1)?.number ?? number, more: false };
  }
}
