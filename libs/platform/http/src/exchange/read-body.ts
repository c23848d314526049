import { type Readable } from 'node:stream';

import { HansomError } from '@hansom/platform-errors';

import { type Refusals } from '../problems/refusals.ts';
import { headerOf, type Incoming } from './incoming.ts';

export const MAX_BODY_BYTES = 64 * 1024;

const JSON_TYPE = /^application\/(json|[a-z0-9!#$&^_.+-]+\+json)\s*(;\s*charset="?utf-8"?\s*)?$/i;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON that came, not yet validated. Refuses another type, an encoding, too many bytes, what is no JSON. */
export async function readJson(incoming: Incoming, limit: number, refuse: Refusals): Promise<unknown> {
  const encoding = headerOf(incoming, 'content-encoding') ?? 'identity';
  const type = headerOf(incoming, 'content-type') ?? '';
  if (!JSON_TYPE.test(type) || encoding !== 'identity') throw refuse.notJson();
  const bytes = await arrived(incoming, limit, refuse);
  if (!bytes) throw refuse.tooLarge(limit);
  try {
    return JSON.parse(UTF8.decode(bytes)) as unknown;
  } catch {
    throw refuse.malformedJson(); // whatever the parser says of it may quote it
  }
}

/** Of a body that breaks off, whoever sent it is gone. */
async function arrived(incoming: Incoming, limit: number, refuse: Refusals): Promise<Buffer | undefined> {
  try {
    return await incoming.readBody(limit);
  } catch (cause) {
    throw cause instanceof HansomError ? cause : refuse.gone(cause);
  }
}

/** The bytes of a stream; undefined, and the rest left unread, when there are more than `limit`. Rejects when it breaks off. */
export function collect(stream: Readable, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return void chunks.push(chunk);
      stream.pause();
      resolve(undefined);
    });
    stream.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    stream.once('error', reject);
    stream.once('close', () => reject(new Error('the body broke off')));
  });
}
