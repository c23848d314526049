import { z } from '@hansom/platform-config';
import { type Ids } from '@hansom/platform-context';
import { type ContendedTable, contendedTable, text, textList } from '@hansom/platform-store';

import { type SavedPlace } from '../domain/places.ts';
import { contended } from './profiles.ts';

/** The places of a rider: one row, as they are few and counted. */
export const placesTable = contendedTable({
  name: 'places',
  partition: { rider_id: text() },
  columns: { stamp: text(), places: textList() },
});

/** The places to keep; undefined: those that are there. What it throws is thrown on. */
export type PlacesChange = (places: readonly SavedPlace[]) => readonly SavedPlace[] | undefined;

export interface Places {
  of(riderId: string): Promise<readonly SavedPlace[]>;
  /** The change is asked again when others were faster. */
  change(riderId: string, change: PlacesChange): Promise<void>;
}

/** Who loses so many races is not a person with an app. */
const RACES = 20;

const Stored = z.object({ name: z.string(), lat: z.number(), lng: z.number(), label: z.string() });

export function places(table: ContendedTable<typeof placesTable>, ids: Ids): Places {
  return { of, change };

  async function of(rider_id: string): Promise<readonly SavedPlace[]> {
    return parsed((await table.get({ rider_id }))?.places);
  }

  async function change(rider_id: string, changeOf: PlacesChange): Promise<void> {
    let row = await table.get({ rider_id });
    for (let race = 0; race < RACES; race++) {
      const next = changeOf(parsed(row?.places));
      if (!next) return;
      const set = { stamp: ids.uuid(), places: next.map((place) => JSON.stringify(place)) };
      const written = await (row
        ? table.compareAndSet({ rider_id }, { expect: { stamp: row.stamp }, set })
        : table.insertIfAbsent({ rider_id, ...set }));
      if (written.applied) return;
      row = written.current;
    }
    throw contended();
  }
}

function parsed(texts: readonly string[] = []): SavedPlace[] {
  return texts.map((text) => Stored.parse(JSON.parse(text)));
}
