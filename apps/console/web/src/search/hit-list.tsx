import { type Hit } from '@hansom/client-console';
import { CarTaxiFront, ChevronRight, type LucideIcon, Route, UserRound } from 'lucide-react';
import { Link } from 'wouter';

import { DayTime } from '../components/time.tsx';
import { useMe } from '../session/me-context.tsx';
import css from './hit-list.module.css';

const KINDS: Record<Hit['kind'], { label: string; icon: LucideIcon; href: (id: string) => string }> = {
  booking: { label: 'Ride', icon: Route, href: (id) => `/bookings/${encodeURIComponent(id)}` },
  driver: { label: 'Driver', icon: CarTaxiFront, href: (id) => `/drivers/${encodeURIComponent(id)}` },
  rider: { label: 'Rider', icon: UserRound, href: (id) => `/search?${new URLSearchParams({ q: id })}` },
};

/** What was found. A rider has no story of its own: one is led to the rides. */
export function HitList({ hits }: { hits: readonly Hit[] }) {
  const { cities } = useMe();
  return (
    <ul className={css.list}>
      {hits.map((hit) => (
        <HitRow key={hit.id} hit={hit} city={cities.find(({ code }) => code === hit.city)?.name} />
      ))}
    </ul>
  );
}

function HitRow({ hit, city }: { hit: Hit; city?: string }) {
  const { label, icon: Icon, href } = KINDS[hit.kind];
  return (
    <li>
      <Link className={css.hit} href={href(hit.id)}>
        <Icon className={css.icon} size={20} aria-hidden />
        <span className={css.what}>
          <span className={css.title}>{hit.title}</span>
          <span className={css.detail}>
            {hit.at && (
              <>
                <DayTime at={hit.at} city={hit.city} />,{' '}
              </>
            )}
            {hit.detail}
          </span>
        </span>
        <span className={css.kind}>{[label, city].filter(Boolean).join(' · ')}</span>
        <ChevronRight className={css.icon} size={16} aria-hidden />
      </Link>
    </li>
  );
}
