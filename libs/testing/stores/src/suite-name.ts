import { randomBytes } from 'node:crypto';

/** What is a suite's own begins with it: 13 letters and digits, the first a letter. */
export function suiteName(): string {
  return `t${randomBytes(6).toString('hex')}`;
}
