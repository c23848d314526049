import { type LedgerLine } from '@hansom/client-console';

export interface Journal {
  readonly journal: string;
  readonly at: string;
  readonly lines: readonly LedgerLine[];
}

/** The lines of a ledger by their journals, in the order in which these begin. */
export function journalsOf(lines: readonly LedgerLine[]): Journal[] {
  const names = [...new Set(lines.map(({ journal }) => journal))];
  return names.map((journal) => {
    const own = lines.filter((line) => line.journal === journal);
    return { journal, at: own[0]?.at ?? '', lines: own };
  });
}
