import { ChevronDown } from 'lucide-react';
import { useLocation } from 'wouter';

import { useCity, useMe } from '../session/me-context.tsx';
import css from './city-switch.module.css';

/** Names the city, and where there are several lets one choose. */
export function CitySwitch() {
  const { cities } = useMe();
  const here = useCity();
  const [, navigate] = useLocation();
  if (cities.length < 2) return <span className={css.city}>{here.name}</span>;
  return (
    <span className={css.switch}>
      <select
        className={css.select}
        aria-label="City"
        value={here.code}
        onChange={({ target }) => navigate(`/city/${target.value}`)}
      >
        {cities.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      <ChevronDown className={css.arrow} size={16} aria-hidden />
    </span>
  );
}
