import { type Clock } from '@hansom/platform-context';

import { type Changes } from './board/board.ts';
import { type LiveCity } from './live-city.ts';
import { type CityClock, type ServerFrame } from './protocol.ts';

/** A frame as it is sent, and the revision that its reader then knows. */
export interface Frame {
  readonly revision: number;
  readonly bytes: Buffer;
}

/** The frames of one city at one moment: each is made once, for all that know the same. */
export class Frames {
  private readonly made = new Map<number | undefined, Frame>();
  private readonly revision: number;

  constructor(
    private readonly city: LiveCity,
    private readonly of: { epoch: string; clock: Clock },
  ) {
    this.revision = city.board.revision;
  }

  /** Whether somebody who knows that revision knows all. */
  isLatest(revision: number | undefined): boolean {
    return revision === this.revision;
  }

  /** What is news to somebody who knows that revision. Undefined, and what cannot be told: everything. */
  after(revision: number | undefined): Frame {
    const made = this.made.get(revision) ?? this.make(revision);
    this.made.set(revision, made);
    return made;
  }

  private make(revision: number | undefined): Frame {
    const changes = revision === undefined ? undefined : this.city.board.after(revision);
    const frame = changes ? this.changes(changes) : this.snapshot(this.city.board.everything());
    return { revision: this.revision, bytes: Buffer.from(JSON.stringify(frame)) };
  }

  private changes({ taxis, jobs, now, services }: Changes): ServerFrame {
    return {
      ...{ type: 'changes', revision: this.revision, clock: this.clock() },
      ...{ taxis: taxis.changed, taxisGone: taxis.gone, jobs: jobs.changed, jobsGone: jobs.gone },
      ...(now && { now }),
      ...(services && { services: [...services] }),
    };
  }

  private snapshot({ taxis, jobs, now, services }: Changes): ServerFrame {
    return {
      ...{ type: 'snapshot', epoch: this.of.epoch, revision: this.revision, city: this.city.code },
      ...{ clock: this.clock(), taxis: taxis.changed, jobs: jobs.changed },
      ...{ now: now ?? this.city.now(), services: [...(services ?? [])] },
    };
  }

  private clock(): CityClock {
    const { clock } = this.of;
    return { now: clock.now(), speed: clock.speed };
  }
}
