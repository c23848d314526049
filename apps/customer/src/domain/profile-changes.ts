import { type Profile } from '../store/profiles.ts';

/** What a rider may change; undefined leaves it as it is. */
export interface ProfileChanges {
  name?: string | undefined;
  language?: string | undefined;
}

export type ChangedProfile = Pick<Profile, 'name' | 'language' | 'version'>;

/** The next version; `same` when there is nothing to change, `mismatch` when others changed it since `basedOn` (0: whatever it is). */
export function changed(
  profile: Profile,
  changes: ProfileChanges,
  basedOn: number,
): ChangedProfile | 'same' | 'mismatch' {
  const { name = profile.name, language = profile.language } = changes;
  const isSame = name === profile.name && language === profile.language;
  // Whoever repeats a change finds it done, one version on.
  const mayFollow = [0, profile.version, ...(isSame ? [profile.version - 1] : [])];
  if (!mayFollow.includes(basedOn)) return 'mismatch';
  return isSame ? 'same' : { name, language, version: profile.version + 1 };
}

/** The canonical form of a BCP 47 tag; undefined for what is none. */
export function languageTag(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
