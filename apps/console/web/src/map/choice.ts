import { type Doing } from '../../../src/live/protocol.ts';
import { DOINGS } from '../theme/doing.ts';

/** What somebody chose to see on the map: all of it is in the address, and so can be shared. */
export interface Choice {
  /** A driver. */
  readonly follow: string | undefined;
  readonly booking: string | undefined;
  readonly heat: boolean;
  readonly hidden: ReadonlySet<Doing>;
}

/** Of the query of an address. What makes no sense counts as not said. */
export function choiceOf(search: string): Choice {
  const query = new URLSearchParams(search);
  const hidden = (query.get('hide') ?? '').split(',').map((word) => word.toUpperCase().replaceAll('-', '_'));
  return {
    follow: query.get('follow') || undefined,
    booking: query.get('booking') || undefined,
    heat: query.get('heat') === '1',
    hidden: new Set(DOINGS.filter((doing) => hidden.includes(doing))),
  };
}

/** The same address with another choice; what else is in the query stays. */
export function searchOf(search: string, { follow, booking, heat, hidden }: Choice): string {
  const query = new URLSearchParams(search);
  const hide = [...hidden].map((doing) => doing.toLowerCase().replaceAll('_', '-')).join(',');
  const said = { follow, booking, heat: heat ? '1' : undefined, hide: hide || undefined };
  for (const [name, value] of Object.entries(said)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
  return query.toString().replaceAll('%2C', ',');
}

/** With a kind of taxis hidden, or shown again. */
export function toggled(hidden: ReadonlySet<Doing>, doing: Doing): ReadonlySet<Doing> {
  return new Set(DOINGS.filter((other) => (other === doing) !== hidden.has(other)));
}
