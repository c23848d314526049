import { createHmac, timingSafeEqual } from 'node:crypto';

import { type Random } from '@hansom/platform-context';
import { blob, type ContendedTable, contendedTable, text } from '@hansom/platform-store';

/** One random secret an installation, made by whichever instance needs it first. */
export const secretsTable = contendedTable({
  name: 'secrets',
  partition: { name: text() },
  columns: { value: blob() },
});

/** For what a text is derived from the secret: what is derived for one purpose says nothing of another. */
export type Purpose = 'code' | 'refresh' | 'subject' | 'link' | 'attempt';

/** Derives texts that nobody without the secret can (HMAC-SHA256). */
export interface Secret {
  /** The same text for the same parts; 43 characters of base64url. */
  derive(purpose: Purpose, ...parts: string[]): string;
}

const NAME = 'derivations';
const SECRET_BYTES = 32;

/** The secret of the installation: the first one that was stored. */
export async function installationSecret(
  table: ContendedTable<typeof secretsTable>,
  random: Pick<Random, 'bytes'>,
): Promise<Secret> {
  const made = random.bytes(SECRET_BYTES);
  const written = await table.insertIfAbsent({ name: NAME, value: made });
  return secretOf(written.applied ? made : (written.current?.value ?? made));
}

export function secretOf(value: Uint8Array): Secret {
  return {
    // JSON keeps the parts apart: no two lists of parts read alike.
    derive: (purpose, ...parts) =>
      createHmac('sha256', value)
        .update(JSON.stringify([purpose, ...parts]))
        .digest('base64url'),
  };
}

/** Whether two texts are equal, in a time that does not tell where they differ. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
