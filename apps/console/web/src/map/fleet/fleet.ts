import { type Taxi } from '../../../../src/live/protocol.ts';
import { glide, type Glider, isGliding, type Moment, paceOf, type Pose, poseAt } from './glider.ts';

/** All taxis of a city as they are shown. */
export class Fleet {
  private readonly gliders = new Map<string, Glider>();
  private shown: ReadonlyMap<string, Taxi> | undefined;
  private restsAt = 0;
  private fastestPace = 0;

  /** Takes in what is known now; a taxi that did not change is not touched. */
  update(taxis: ReadonlyMap<string, Taxi>, moment: Moment): void {
    if (taxis === this.shown) return;
    this.shown = taxis;
    for (const id of this.gliders.keys()) if (!taxis.has(id)) this.gliders.delete(id);
    for (const taxi of taxis.values()) this.take(taxi, moment);
    this.fastestPace = Array.from(this.gliders.values(), paceOf).reduce(
      (most, pace) => Math.max(most, pace),
      0,
    );
  }

  get all(): Iterable<Glider> {
    return this.gliders.values();
  }

  poseOf(id: string, at: number): Pose | undefined {
    const glider = this.gliders.get(id);
    return glider && poseAt(glider, at);
  }

  /** Whether any taxi will be shown elsewhere the next moment. */
  isMoving(at: number): boolean {
    return at < this.restsAt;
  }

  /** How fast the fastest taxi is shown to move, in widths of the world a millisecond. */
  get fastest(): number {
    return this.fastestPace;
  }

  private take(taxi: Taxi, moment: Moment): void {
    const known = this.gliders.get(taxi.id);
    if (known?.taxi === taxi) return;
    const next = glide(known, taxi, moment);
    if (!next) return void this.gliders.delete(taxi.id);
    this.gliders.set(taxi.id, next);
    if (isGliding(next, moment.at)) this.restsAt = Math.max(this.restsAt, next.endsAt);
  }
}
