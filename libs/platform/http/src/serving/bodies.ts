import { type Readable } from 'node:stream';

import { type HansomError } from '@hansom/platform-errors';

import { collect } from '../exchange/read-body.ts';

/**
 * Bodies that are on their way. There is room for so many; for one more, the one that has been awaited for longest is given up. So whoever
 * sends slowly, or nothing, keeps nobody out, and no more memory is held than these have.
 */
export class Bodies {
  /** What gives each up, beginning with the one that has been awaited for longest. */
  private readonly awaited = new Set<() => void>();

  constructor(
    private readonly most: number,
    private readonly refusal: () => HansomError,
  ) {}

  get count(): number {
    return this.awaited.size;
  }

  /** The bytes of a body; undefined when there are more than `limit`. Rejects when it breaks off, and with the refusal when it is given up. */
  async read(body: Readable, limit: number): Promise<Buffer | undefined> {
    if (this.awaited.size >= this.most) this.giveOneUp();
    let giveUp: () => void = () => undefined;
    const givenUp = new Promise<never>((_, reject) => (giveUp = () => reject(this.refusal())));
    this.awaited.add(giveUp);
    try {
      return await Promise.race([collect(body, limit), givenUp]);
    } finally {
      this.awaited.delete(giveUp);
    }
  }

  private giveOneUp(): void {
    const [oldest] = this.awaited;
    if (!oldest) return;
    this.awaited.delete(oldest);
    oldest();
  }
}
