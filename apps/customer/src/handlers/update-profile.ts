import { HansomError } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type UpdateProfileRequest, type UpdateProfileResponse } from '@hansom/proto-customer';

import { type CustomerContext } from '../context.ts';
import { changed, languageTag, type ProfileChanges } from '../domain/profile-changes.ts';
import { type Profile } from '../store/profiles.ts';
import { callersId, check, notFound, RIDERS, textsOf, toWire } from './mapping.ts';

const LONGEST_NAME = 100;

export function updateProfile(ctx: CustomerContext): Handler<UpdateProfileRequest, UpdateProfileResponse> {
  return async (request, call) => {
    const riderId = callersId(call);
    const changes = toChanges(request);
    const { name } = changes;
    if (name !== undefined) await ctx.terms.note({ scope: RIDERS, id: riderId, texts: [name] });
    const seen = { name: '', mismatch: false };
    const profile = await ctx.profiles.change(riderId, (current) => {
      const next = changed(current, changes, request.basedOn);
      seen.name = current.name;
      seen.mismatch = next === 'mismatch';
      return typeof next === 'string' ? undefined : next;
    });
    if (name !== undefined) await forgetNames(ctx, riderId, [seen.name, name]);
    if (!profile) throw notFound(riderId);
    if (seen.mismatch) throw versionMismatch(profile);
    return { profile: toWire(profile) };
  };
}

/** Of the former name and the one that was to be, only the words of the present one stay. */
function forgetNames({ terms, profiles }: CustomerContext, riderId: string, texts: string[]): Promise<void> {
  return terms.forget({ scope: RIDERS, id: riderId, texts }, async () =>
    textsOf(await profiles.get(riderId)),
  );
}

function toChanges({ name, language }: UpdateProfileRequest): ProfileChanges {
  const tag = language === undefined ? undefined : languageTag(language);
  check(
    {
      field: 'name',
      rule: `must have at most ${LONGEST_NAME} characters`,
      holds: name === undefined || name.length <= LONGEST_NAME,
    },
    {
      field: 'language',
      rule: 'must be a tag of BCP 47, as in en or sv-SE',
      holds: language === undefined || tag !== undefined,
    },
  );
  return { name, language: tag };
}

function versionMismatch({ version }: Profile): HansomError {
  return new HansomError('failed_precondition', 'customer.version_mismatch', {
    description: 'the profile was changed since it was read',
    context: { version: String(version) },
  });
}
