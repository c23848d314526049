import { createHash } from 'node:crypto';

import { UnknownPage } from '@hansom/platform-store';

import { type Statement } from '../connection/session.ts';

/** Of a hash: enough to tell one query from another. */
const MARK_LENGTH = 16;

/** What goes on where a page of this query ended: the driver's state, marked with the query that it belongs to. */
export function pageAfter(query: Statement, state: string): string {
  return markOf(query) + Buffer.from(state, 'hex').toString('base64url');
}

/** The driver's state in a page of this query. Refuses the page of another. */
export function stateIn(query: Statement, page: string): string {
  const state = Buffer.from(page.slice(MARK_LENGTH), 'base64url').toString('hex');
  if (!page.startsWith(markOf(query)) || state === '') throw new UnknownPage();
  return state;
}

function markOf({ cql, values }: Statement): string {
  const text = JSON.stringify([cql, values], (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  return createHash('sha256').update(text).digest('base64url').slice(0, MARK_LENGTH);
}
