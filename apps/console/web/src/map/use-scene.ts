import { type SeenCity } from '@hansom/client-console';
import { type RefObject, useEffect, useRef, useState } from 'react';

import { browser } from '../live/browser.ts';
import { useLiveStore } from '../live/live-context.tsx';
import { useTheme } from '../theme/theme-context.tsx';
import { CityScene, type SceneSetting } from './scene/city-scene.ts';

export interface SceneEvents {
  picked: SceneSetting['picked'];
  movedAway: SceneSetting['movedAway'];
}

/** The map of a city in a container, as long as it is there; undefined before, and where it cannot be drawn: then `failed`. */
export function useScene(
  container: RefObject<HTMLElement | null>,
  city: SeenCity,
  events: SceneEvents,
): { scene: CityScene | undefined; failed: boolean } {
  const store = useLiveStore();
  const { theme } = useTheme();
  const [scene, setScene] = useState<CityScene>();
  const [failed, setFailed] = useState(false);
  const latest = useRef({ events, theme });
  latest.current = { events, theme };

  useEffect(() => {
    if (!container.current) return undefined;
    const made = sceneIn(container.current, {
      ...{
        bounds: city.bounds,
        city: city.name,
        theme: latest.current.theme,
        padding: paddingOf(container.current),
      },
      ...{ now: browser.now, cityTime: () => store.cityTime(), still: prefersStillness() },
      picked: (what) => latest.current.events.picked(what),
      movedAway: () => latest.current.events.movedAway(),
    });
    setFailed(made === undefined);
    setScene(made);
    if (!made) return undefined;
    const show = (): void => {
      const known = store.get().city;
      if (known) made.update(known);
    };
    show();
    const stop = store.subscribe(show);
    return () => {
      stop();
      made.close();
      setScene(undefined);
    };
  }, [container, city, store]);

  useEffect(() => scene?.setTheme(theme), [scene, theme]);
  return { scene, failed };
}

/** Undefined where the browser has no WebGL: everything else of the page works. */
function sceneIn(container: HTMLElement, setting: Omit<SceneSetting, 'container'>): CityScene | undefined {
  try {
    return new CityScene({ container, ...setting });
  } catch {
    return undefined;
  }
}

function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** The city is framed in what is left of the map beside what lies over it. */
function paddingOf({ clientWidth, clientHeight }: HTMLElement): SceneSetting['padding'] {
  if (clientWidth < 640) return { top: 64, right: 16, bottom: Math.min(220, clientHeight / 3), left: 16 };
  return { top: 48, right: 64, bottom: 48, left: 48 };
}
