import { type ReactNode } from 'react';

import { CityClock } from './city-clock.tsx';
import { CitySwitch } from './city-switch.tsx';
import { LiveBanner } from './live-banner.tsx';
import { Mark } from './mark.tsx';
import { BottomNav, TopNav } from './nav.tsx';
import { SearchBox } from './search-box.tsx';
import css from './shell.module.css';
import { StaffMenu } from './staff-menu.tsx';
import { useArrival } from './use-arrival.ts';
import { Link } from 'wouter';

/** What stands around every view: where one is, when, and where one can go. */
export function Shell({ children }: { children: ReactNode }) {
  const main = useArrival<HTMLElement>();
  return (
    <>
      <a className={css.skip} href="#main">
        Skip to the content
      </a>
      <header className={css.header}>
        <Link className={css.brand} href="/" aria-label="Hansom, to the map">
          <Mark />
          <span className={css.name}>Hansom</span>
        </Link>
        <CitySwitch />
        <TopNav />
        <SearchBox />
        <CityClock />
        <StaffMenu />
      </header>
      <LiveBanner />
      <main id="main" className={css.main} tabIndex={-1} ref={main}>
        {children}
      </main>
      <BottomNav />
    </>
  );
}
