import { callHandler } from '@hansom/platform-rpc/testing';
import { type CreateStaffRequest, type RedeemSignInLinkResponse, type Staff } from '@hansom/proto-auth';

import { createStaff } from '../src/handlers/create-staff.ts';
import { issueSignInLink } from '../src/handlers/issue-sign-in-link.ts';
import { redeemSignInLink } from '../src/handlers/redeem-sign-in-link.ts';
import { given, PASSWORD, type SpecContext } from './a-context.ts';

/** Passwords take real time, in which the spec's clock may run on: calls wait for as long as it takes. */
export const PATIENT_MS = 1_000_000_000;

/** Makes an account of staff: Anna's, with a password. */
export async function aMember(ctx: SpecContext, over: Partial<CreateStaffRequest> = {}): Promise<Staff> {
  const request = { commandKey: 'k1', name: 'anna', password: PASSWORD, roles: ['OPS.GOT'], ...over };
  const options = { effects: ctx.effects, deadlineMs: PATIENT_MS };
  return given((await callHandler(createStaff(ctx), request, options)).staff);
}

/** The secret of a link for somebody. */
export async function aLink(ctx: SpecContext, name = 'anna', validForMs = 0): Promise<string> {
  const request = { name, validForMs };
  return (await callHandler(issueSignInLink(ctx), request, { effects: ctx.effects })).secret;
}

export function redeemed(
  ctx: SpecContext,
  secret: string,
  commandKey = 'browser 1',
): Promise<RedeemSignInLinkResponse> {
  const request = { commandKey, secret, device: 'Firefox' };
  return callHandler(redeemSignInLink(ctx), request, { effects: ctx.effects });
}
