import { type Clock, type Ids, later, type Millis } from '@hansom/platform-context';
import { type ContendedTable, contendedTable, text, timestamp } from '@hansom/platform-store';

/** Which instance matches a city. Two at once would waste offers and break nothing. */
export const leasesTable = contendedTable({
  name: 'leases',
  partition: { city: text() },
  columns: { holder: text(), term: text(), until: timestamp() },
});

export interface Leases {
  /** Takes the city, or keeps it, for so long; false while another instance has it. */
  hold(city: string, forMs: Millis): Promise<boolean>;
}

export function leasesIn(
  table: ContendedTable<typeof leasesTable>,
  { clock, ids, holder }: { clock: Clock; ids: Ids; holder: string },
): Leases {
  return {
    hold: async (city, forMs) => {
      const now = clock.now();
      // A term is never written twice: so a change that was made is told from one that was not.
      const set = { holder, term: ids.uuid(), until: later(now, forMs) };
      const current = await table.get({ city });
      if (!current) return (await table.insertIfAbsent({ city, ...set })).applied;
      if (current.holder !== holder && current.until > now) return false;
      return (await table.compareAndSet({ city }, { expect: { term: current.term }, set })).applied;
    },
  };
}
