import { type Doing, type Taxi } from '../../../src/live/protocol.ts';

/** The taxis that are not hidden and whose name or plate has what is looked for, by name. */
export function listed(
  taxis: Iterable<Taxi>,
  { query, hidden }: { query: string; hidden: ReadonlySet<Doing> },
): Taxi[] {
  const wanted = plain(query);
  const found = [...taxis].filter(({ doing, name, plate }) => {
    return !hidden.has(doing) && (plain(name).includes(wanted) || plain(plate).includes(wanted));
  });
  return found.sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

/** Without accents, spaces and capitals. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\p{M}\s]/gu, '')
    .toLowerCase();
}
