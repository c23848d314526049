import { hash } from 'node:crypto';

import { type Instant } from '@hansom/platform-context';
import {
  type CityCode,
  derivedUuid,
  type GlobalKind,
  type Id,
  type IdKind,
  makeId,
  type RegionalKind,
} from '@hansom/shared-ids';

/** Whose key, and for what: another user, or another route, may use the same. */
export interface KeyScope {
  readonly caller: string;
  readonly operation: string;
  readonly key: string;
}

/** What a handler creates things with, so that a command that is executed again meets what it made before. */
export interface Idempotency {
  /** As the app sent it. */
  readonly key: string;
  /** For the command keys of services: 43 characters, the same for every execution under this key and for no other. */
  readonly commandKey: string;
  /** The id of the thing of this kind that the command creates. For two of a kind, give each a `part`. */
  idFor<K extends GlobalKind>(kind: K, options?: { part?: string }): Id<K>;
  idFor<K extends RegionalKind>(kind: K, options: { city: CityCode; part?: string }): Id<K>;
}

/** What follows from a key that was first seen at `since`: the same key a day later is another command. */
export function idempotencyOf({ caller, operation, key }: KeyScope, since: Instant): Idempotency {
  const command = [caller, operation, key, String(since)];
  return {
    key,
    commandKey: digest(command).toString('base64url'),
    idFor: (kind: IdKind, { city, part = '' }: { city?: CityCode; part?: string } = {}) => {
      const uuid = derivedUuid(since, digest([...command, kind, part]));
      // The overloads say that a city comes with the kinds that have one; makeId checks it again.
      return makeId(kind as RegionalKind, uuid, city as CityCode) as Id<never>;
    },
  };
}

function digest(parts: readonly string[]): Buffer {
  return hash('sha256', JSON.stringify(parts), 'buffer');
}
