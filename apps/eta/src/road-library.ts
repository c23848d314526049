import { type CityRoads, cityRoads } from './domain/city-roads.ts';
import { citiesWithRoads, readRoads, roadsWrittenAt } from './roads.ts';

interface Shelved {
  readonly roads: CityRoads;
  readonly writtenAt: number | undefined;
}

/** The roads of cities, each read when it is first asked for, and again when its file was written anew. */
export class RoadLibrary {
  private readonly shelf = new Map<string, Promise<Shelved | undefined>>();

  constructor(private readonly folder: string) {}

  /** Reads what there is, so that no call waits for it. A damaged file is told to whoever asks for its city. */
  async preload(): Promise<void> {
    const cities = await citiesWithRoads(this.folder);
    await Promise.allSettled(cities.map((city) => this.roadsOf(city)));
  }

  async roadsOf(city: string): Promise<CityRoads | undefined> {
    let shelved = this.shelf.get(city);
    if (!shelved) {
      shelved = this.read(city);
      this.shelf.set(city, shelved);
      // Somebody may import it the next moment.
      void shelved.then(
        (found) => found ?? this.shelf.delete(city),
        () => this.shelf.delete(city),
      );
    }
    return (await shelved)?.roads;
  }

  /** Puts away what was imported again. */
  async refresh(): Promise<void> {
    for (const [city, shelved] of this.shelf) {
      const writtenAt = await roadsWrittenAt(this.folder, city); // a few cities, now and then
      if ((await shelved)?.writtenAt !== writtenAt) this.shelf.delete(city);
    }
  }

  private async read(city: string): Promise<Shelved | undefined> {
    const writtenAt = await roadsWrittenAt(this.folder, city); // before it is read: what is written meanwhile is newer
    const graph = await readRoads(this.folder, city);
    return graph && { roads: cityRoads(graph), writtenAt };
  }
}
