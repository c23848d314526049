import { X } from 'lucide-react';
import { useId, useMemo, useState } from 'react';

import { type Doing, type Taxi } from '../../../src/live/protocol.ts';
import { DoingMark } from '../components/doing-mark.tsx';
import { formatCounted } from '../format/number.ts';
import { useLive } from '../live/live-context.tsx';
import { DOING } from '../theme/doing.ts';
import { listed } from './listed.ts';
import css from './taxi-list.module.css';

interface TaxiListProps {
  hidden: ReadonlySet<Doing>;
  followed: string | undefined;
  onFollow: (driver: string) => void;
  onClose: () => void;
}

/** A page's length: who looks for one taxi of many names it. */
const MOST = 100;

const NO_TAXIS: ReadonlyMap<string, Taxi> = new Map();

/** The taxis of the map in words, for whoever does not see it or knows a name. */
export function TaxiList({ hidden, followed, onFollow, onClose }: TaxiListProps) {
  const taxis = useLive(({ city }) => city?.taxis ?? NO_TAXIS);
  const [query, setQuery] = useState('');
  const found = useMemo(() => listed(taxis.values(), { query, hidden }), [taxis, query, hidden]);
  const heading = useId();
  return (
    <section className={css.list} aria-labelledby={heading}>
      <header className={css.header}>
        <h2 id={heading}>{formatCounted(found.length, 'taxi', 'taxis')}</h2>
        <button type="button" className={css.close} aria-label="Close the list" onClick={onClose}>
          <X size={18} aria-hidden />
        </button>
      </header>
      <input
        className={css.search}
        type="search"
        placeholder="Name or plate"
        aria-label="Find a taxi by name or plate"
        value={query}
        onChange={({ target }) => setQuery(target.value)}
      />
      <ul className={css.entries}>
        {found.slice(0, MOST).map((taxi) => (
          <li key={taxi.id}>
            <Entry taxi={taxi} followed={taxi.id === followed} onFollow={onFollow} />
          </li>
        ))}
      </ul>
      {found.length > MOST && <p className={css.more}>and {found.length - MOST} more: name one to find it</p>}
    </section>
  );
}

interface EntryProps {
  taxi: Taxi;
  followed: boolean;
  onFollow: (driver: string) => void;
}

function Entry({ taxi, followed, onFollow }: EntryProps) {
  return (
    <button type="button" className={css.entry} aria-pressed={followed} onClick={() => onFollow(taxi.id)}>
      <DoingMark doing={taxi.doing} />
      <span className={css.name}>{taxi.name || taxi.id}</span>
      <span className={css.plate}>{taxi.plate}</span>
      <span className={css.doing}>{DOING[taxi.doing].label}</span>
    </button>
  );
}
