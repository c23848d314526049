import { CityMap } from '../map/city-map.tsx';
import { NowPanel } from '../now/now-panel.tsx';
import { useCity } from '../session/me-context.tsx';
import { NotFoundView } from '../shell/not-found-view.tsx';
import { useTitle } from '../components/use-title.ts';
import css from './city-view.module.css';

/** The city, alive, and how it does in figures. */
export function CityView({ code }: { code: string }) {
  const city = useCity();
  useTitle(city.name);
  if (city.code !== code) return <NotFoundView />;
  return (
    <div className={css.city}>
      <h1 className="visually-hidden">{city.name}</h1>
      <section className={css.map} aria-label={`Map of ${city.name}`}>
        <CityMap city={city} />
      </section>
      <aside className={css.now} aria-label="Now">
        <NowPanel city={city} />
      </aside>
    </div>
  );
}
