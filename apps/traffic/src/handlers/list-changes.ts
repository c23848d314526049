import { checkFields } from '@hansom/platform-errors';
import { rulesToWire } from '@hansom/platform-mesh';
import { type Handler } from '@hansom/platform-rpc';
import { type Change, type ListChangesRequest, type ListChangesResponse } from '@hansom/proto-traffic';

import { type TrafficContext } from '../context.ts';
import { type AuditEntry } from '../store/rules-book.ts';

const MAX_LIMIT = 100;
const LIMIT = 20;

export function listChanges(ctx: TrafficContext): Handler<ListChangesRequest, ListChangesResponse> {
  return async ({ before, limit }, call) => {
    checkFields('traffic', [
      { field: 'limit', rule: `must be at most ${MAX_LIMIT}`, holds: limit <= MAX_LIMIT },
    ]);
    const entries = await ctx.book.changes({ before: Number(before), limit: limit || LIMIT }, call);
    return { changes: entries.map(toWire) };
  };
}

function toWire({ version, oldRules, newRules, ...same }: AuditEntry): Change {
  return {
    ...same,
    version: BigInt(version),
    oldRules: rulesToWire(oldRules),
    newRules: rulesToWire(newRules),
  };
}
