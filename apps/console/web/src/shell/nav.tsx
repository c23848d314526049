import { Activity, GitFork, type LucideIcon, Map as MapIcon, Search } from 'lucide-react';
import { Link, useLocation } from 'wouter';

import { useLive } from '../live/live-context.tsx';
import { useCity } from '../session/me-context.tsx';
import css from './nav.module.css';

interface Destination {
  label: string;
  href: string;
  icon: LucideIcon;
  here: boolean;
  /** How many things there need somebody. */
  alarms?: number;
}

export function TopNav() {
  const destinations = useDestinations();
  return (
    <nav className={css.top} aria-label="Views">
      {destinations.map(({ label, href, here, alarms = 0 }) => (
        <Link key={label} className={css.link} href={href} aria-current={here ? 'page' : undefined}>
          {label}
          <Alarms count={alarms} />
        </Link>
      ))}
    </nav>
  );
}

/** On a phone: within reach of the thumb. */
export function BottomNav() {
  const [path] = useLocation();
  const [map, ...rest] = useDestinations();
  const search = { label: 'Search', href: '/search', icon: Search, here: path === '/search' };
  const destinations: Destination[] = [...(map ? [map] : []), search, ...rest];
  return (
    <nav className={css.bottom} aria-label="Views, at the bottom">
      {destinations.map(({ label, href, icon: Icon, here, alarms = 0 }) => (
        <Link key={label} className={css.tab} href={href} aria-current={here ? 'page' : undefined}>
          <Icon size={20} aria-hidden />
          <span>{label}</span>
          <Alarms count={alarms} />
        </Link>
      ))}
    </nav>
  );
}

function Alarms({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className={css.alarms}>
      {count}
      <span className="visually-hidden"> unwell</span>
    </span>
  );
}

function useDestinations(): Destination[] {
  const [path] = useLocation();
  const { code } = useCity();
  const unwell = useLive(({ city }) => city?.services.filter(({ state }) => state !== 'HEALTHY').length ?? 0);
  return [
    { label: 'Map', href: `/city/${code}`, icon: MapIcon, here: path.startsWith('/city/') },
    {
      ...{ label: 'Services', href: '/services', icon: Activity, alarms: unwell },
      here: path.startsWith('/services'),
    },
    { label: 'Traffic', href: '/traffic', icon: GitFork, here: path.startsWith('/traffic') },
  ];
}
