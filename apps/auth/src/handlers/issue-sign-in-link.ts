import { type Instant, later, type Millis } from '@hansom/platform-context';
import { type FieldCheck } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type IssueSignInLinkRequest, type IssueSignInLinkResponse } from '@hansom/proto-auth';
import { makeId } from '@hansom/shared-ids';

import { type AuthContext } from '../context.ts';
import { linkHash } from '../redeem-link.ts';
import { check } from './mapping.ts';
import { nameCheck, noStaff, staffClosed } from './staff-mapping.ts';

const SECRET_BYTES = 32;
const LONGEST_MS: Millis = 24 * 60 * 60 * 1000;

export function issueSignInLink(ctx: AuthContext): Handler<IssueSignInLinkRequest, IssueSignInLinkResponse> {
  return async ({ name, validForMs }) => {
    check(nameCheck(name), lifeCheck(validForMs));
    const member = await ctx.staff.members.ofName(name);
    if (!member) throw noStaff(name);
    if (member.state === 'CLOSED') throw staffClosed(name);
    const { ids, random } = ctx.effects;
    const secret = Buffer.from(random.bytes(SECRET_BYTES)).toString('base64url');
    const link = {
      secret_hash: linkHash(ctx.secret, secret),
      name,
      session_id: makeId('session', ids.uuid()),
      expires_at: endOf(ctx, validForMs || ctx.config.current.linkLifeMs),
    };
    await ctx.staff.links.add(link);
    return { secret, expiresAt: new Date(link.expires_at) };
  };
}

function lifeCheck(validForMs: number): FieldCheck {
  return { field: 'valid_for_ms', rule: `must be at most ${LONGEST_MS}`, holds: validForMs <= LONGEST_MS };
}

/** What is stored is domain time: so much of it passes in that much real time. */
function endOf({ effects: { clock } }: AuthContext, realMs: Millis): Instant {
  return later(clock.now(), Math.round(realMs * clock.speed));
}
