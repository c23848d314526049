import { type Entry } from './fields.ts';

/** A member of a group, as `XINFO CONSUMERS` tells of it. */
export interface Member {
  readonly name: string;
  /** Entries that it was handed and did not answer. */
  readonly pending: number;
  /** Since it last asked for something (real time). */
  readonly idleMs: number;
}

/** The entries of one stream, as `XREAD` and `XREADGROUP` answer; none where time ran out. */
export function entriesOfStream(reply: unknown): Entry[] {
  const [stream] = list(reply);
  return entriesFrom(list(stream)[1]);
}

/** A list of entries; those that are trimmed away are left out, or come without fields. */
export function entriesFrom(reply: unknown): Entry[] {
  return list(reply).flatMap((entry) => {
    const [id, fields] = list(entry);
    return id === undefined ? [] : [{ id: String(id), fields: list(fields).filter(Buffer.isBuffer) }];
  });
}

export function membersFrom(reply: unknown): Member[] {
  return list(reply).map((member) => {
    const told = named(member);
    return { name: String(told.name), pending: Number(told.pending), idleMs: Number(told.idle) };
  });
}

/** What `XINFO GROUPS` tells of one group; undefined where it is not there. Of a stream that was trimmed Redis does not know what waits. */
export function groupFrom(reply: unknown, name: string): { waiting: number; pending: number } | undefined {
  const told = list(reply)
    .map(named)
    .find((group) => group.name === name);
  return told && { waiting: Number(told.lag ?? 0), pending: Number(told.pending) };
}

/** What `XPENDING` tells of entries: how often each was handed out. */
export function deliveriesFrom(reply: unknown): { id: string; deliveries: number }[] {
  return list(reply).map((pending) => {
    const [id, , , deliveries] = list(pending);
    return { id: String(id), deliveries: Number(deliveries) };
  });
}

function named(reply: unknown): Record<string, unknown> {
  const flat = list(reply);
  const pairs = flat.flatMap((name, index) => (index % 2 === 0 ? [[String(name), flat[index + 1]]] : []));
  return Object.fromEntries(pairs);
}

function list(reply: unknown): readonly unknown[] {
  return Array.isArray(reply) ? reply : [];
}
