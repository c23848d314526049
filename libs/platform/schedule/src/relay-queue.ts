import { type EventEnvelope } from './envelope.ts';

/** An event to publish, and what to do when it is safe. */
export interface Handed {
  envelope: EventEnvelope;
  published(): Promise<void>;
}

/** A place in the order of one aggregate; empty until its event is handed over. */
export interface Place {
  readonly key: string;
  readonly version: number;
  handed?: Handed;
}

/** Places by aggregate, each aggregate's in version order. */
export class RelayQueue {
  private readonly places = new Map<string, Place[]>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  add(key: string, version: number): Place {
    const place = { key, version };
    const others = this.places.get(key) ?? [];
    const index = others.findIndex((other) => other.version > version);
    others.splice(index < 0 ? others.length : index, 0, place);
    this.places.set(key, others);
    this.count++;
    return place;
  }

  remove(place: Place): void {
    const all = this.places.get(place.key) ?? [];
    const left = all.filter((other) => other !== place);
    this.count -= all.length - left.length;
    if (left.length === 0) this.places.delete(place.key);
    else this.places.set(place.key, left);
  }

  first(key: string): Place | undefined {
    return this.places.get(key)?.[0];
  }

  has(key: string, version: number): boolean {
    return this.places.get(key)?.some((place) => place.version === version) ?? false;
  }
}
