import { Buffer } from 'node:buffer';

import { type Random } from '@hansom/platform-context';

const DRAWN_BYTES = 2048;

/** Random ids. Drawn many at a time: one draw costs 2 us, however many bytes it gives. */
export class HexIds {
  private digits = '';
  private used = 0;

  constructor(private readonly random: Random) {}

  /** So many lower-case hexadecimal digits; a few at most. */
  next(digits: number): string {
    if (this.used + digits > this.digits.length) {
      this.digits = Buffer.from(this.random.bytes(DRAWN_BYTES)).toString('hex');
      this.used = 0;
    }
    this.used += digits;
    return this.digits.slice(this.used - digits, this.used);
  }
}
