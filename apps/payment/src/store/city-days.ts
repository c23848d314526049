import { type Instant } from '@hansom/platform-context';
import { type PlainTable, table, text } from '@hansom/platform-store';
import { days } from '@hansom/shared-time';

/** Which days of a city have entries. */
export function cityDaysTable(name: string) {
  return table({
    name: `${name}_days`,
    partition: { city: text() },
    clustering: { day: text() },
    columns: {},
  });
}

/** The entries of a city's day, by a key whose order is that of the list. */
export function cityEntriesTable(name: string) {
  return table({
    name: `${name}_entries`,
    partition: { city: text(), day: text() },
    clustering: { key: text() },
    columns: {},
  });
}

/** A list of a city that grows for ever, in partitions of a day. An entry is written before what it names, and may name nothing. */
export interface CityList {
  /** `at` is of the key itself: the same key, the same day. */
  note(city: string, entry: { at: Instant; key: string }): Promise<void>;
  page(city: string, page: string): Promise<{ keys: string[]; next: string }>;
}

export interface CityListTables {
  days: PlainTable<ReturnType<typeof cityDaysTable>>;
  entries: PlainTable<ReturnType<typeof cityEntriesTable>>;
}

const PAGE = 200;
/** Between the day and the page within it. */
const SEPARATOR = '|';
const PAGE_FORM = /^(\d{4}-\d\d-\d\d\|.*)?$/;

/** Whether a text has the form of a page; the first is empty. */
export function isCityPage(text: string): boolean {
  return PAGE_FORM.test(text);
}

export function cityList(tables: CityListTables): CityList {
  return {
    note: async (city, { at, key }) => {
      const day = dayOf(at);
      await tables.days.put({ city, day });
      await tables.entries.put({ city, day, key });
    },
    page: async (city, page) => {
      const { day, within } = await placeOf(city, page);
      if (day === undefined) return { keys: [], next: '' };
      const query = { partition: { city, day }, limit: PAGE, ...(within && { page: within }) };
      const { rows, next } = await tables.entries.range(query);
      const keys = rows.map(({ key }) => key);
      if (next !== undefined) return { keys, next: `${day}${SEPARATOR}${next}` };
      const later = await firstDay(city, nextDay(day));
      return { keys, next: later === undefined ? '' : `${later}${SEPARATOR}` };
    },
  };

  async function placeOf(city: string, page: string): Promise<{ day: string | undefined; within: string }> {
    if (page === '') return { day: await firstDay(city, ''), within: '' };
    const at = page.indexOf(SEPARATOR);
    return { day: page.slice(0, at), within: page.slice(at + 1) };
  }

  async function firstDay(city: string, from: string): Promise<string | undefined> {
    const { rows } = await tables.days.range({ partition: { city }, from: { day: from }, limit: 1 });
    return rows[0]?.day;
  }
}

/** By UTC, as in `2026-01-05`: it only divides. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function nextDay(day: string): string {
  return dayOf(Date.parse(day) + days(1));
}
