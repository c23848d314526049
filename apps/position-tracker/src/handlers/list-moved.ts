import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type ListMovedRequest, type ListMovedResponse } from '@hansom/proto-position-tracker';
import { cityCheck, parseId, wordsOf } from '@hansom/shared-ids';

import { type PositionTrackerContext } from '../context.ts';
import { type Move } from '../domain/moves.ts';

/** As packed columns these are 160 kB. */
const PAGE = 4_000;
const LONGEST_CURSOR = 100;
const E7 = 1e7;
const WORD = 32n;

export function listMoved(ctx: PositionTrackerContext): Handler<ListMovedRequest, ListMovedResponse> {
  return ({ city, after }) => {
    const rule = `must have at most ${LONGEST_CURSOR} characters`;
    checkFields('position-tracker', [
      cityCheck(city),
      { field: 'after', rule, holds: after.length <= LONGEST_CURSOR },
    ]);
    const { moves, next, more } = ctx.trackers.moves.after(city, numberOf(ctx, after), PAGE);
    return { next: `${ctx.epoch}.${next}`, more, ...toColumns(moves) };
  };
}

/** The number of a cursor that was given in this life of the instance; any other is as good as none. */
function numberOf({ epoch }: PositionTrackerContext, cursor: string): number {
  const number = cursor.startsWith(`${epoch}.`) ? Number(cursor.slice(epoch.length + 1)) : 0;
  return Number.isSafeInteger(number) ? number : 0;
}

function toColumns(moves: readonly Move[]): Omit<ListMovedResponse, 'next' | 'more'> {
  const rows = moves.flatMap(({ driverId, fix }) => {
    const parsed = parseId('driver', driverId);
    return parsed.ok ? [{ words: wordsOf(parsed.id).map(BigInt), fix }] : [];
  });
  return {
    driverHigh: rows.map(({ words: [a = 0n, b = 0n] }) => (a << WORD) | b),
    driverLow: rows.map(({ words: [, , c = 0n, d = 0n] }) => (c << WORD) | d),
    latE7: rows.map(({ fix }) => Math.round(fix.lat * E7)),
    lngE7: rows.map(({ fix }) => Math.round(fix.lng * E7)),
    bearingDegrees: rows.map(({ fix }) => fix.bearingDegrees),
    speedMetresPerSecond: rows.map(({ fix }) => fix.metresPerSecond),
    fixedAtMs: rows.map(({ fix }) => BigInt(fix.at)),
  };
}
