import { HansomError } from '@hansom/platform-errors';
import { type Tenancy } from '@hansom/platform-identity';
import { type ContendedTable, contendedTable, int, type RowOf, text } from '@hansom/platform-store';

export const profilesTable = contendedTable({
  name: 'profiles',
  partition: { rider_id: text() },
  columns: {
    phone: text(),
    name: text(),
    language: text(),
    tenancy: text<Tenancy>(),
    /** One more with every change. */
    version: int(),
  },
});

export type Profile = RowOf<typeof profilesTable.partition & typeof profilesTable.columns>;

/** What to write over a profile as it stands; undefined: nothing. What it throws is thrown on. */
export type ProfileChange = (profile: Profile) => (Partial<Profile> & Pick<Profile, 'version'>) | undefined;

export interface Profiles {
  get(riderId: string): Promise<Profile | undefined>;
  /** The profile that is there, or this one. */
  add(profile: Profile): Promise<Profile>;
  /** Changes a profile; the change is asked again when others were faster. Undefined: there is none. */
  change(riderId: string, change: ProfileChange): Promise<Profile | undefined>;
}

/** Who loses so many races is not a person with an app. */
const RACES = 20;

export function profiles(table: ContendedTable<typeof profilesTable>): Profiles {
  return { get, add, change };

  function get(rider_id: string): Promise<Profile | undefined> {
    return table.get({ rider_id });
  }

  async function add(profile: Profile): Promise<Profile> {
    const written = await table.insertIfAbsent(profile);
    return written.applied ? profile : (written.current ?? profile);
  }

  async function change(rider_id: string, changeOf: ProfileChange): Promise<Profile | undefined> {
    let profile = await get(rider_id);
    for (let race = 0; profile && race < RACES; race++) {
      const set = changeOf(profile);
      if (!set) return profile;
      const written = await table.compareAndSet({ rider_id }, { expect: { version: profile.version }, set });
      if (written.applied) return { ...profile, ...set };
      profile = written.current;
    }
    if (profile) throw contended();
    return undefined;
  }
}

export function contended(): HansomError {
  return new HansomError('aborted', 'customer.contended', { description: 'others were faster each time' });
}
