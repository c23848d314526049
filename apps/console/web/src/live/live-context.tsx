import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';

import { browser } from './browser.ts';
import { LiveStore, type LiveView } from './live-store.ts';

const LiveContext = createContext<LiveStore | undefined>(undefined);

/** Keeps one socket to this city for everything within that is live. */
export function LiveProvider({ city, children }: { city: string; children: ReactNode }) {
  const store = useMemo(() => new LiveStore(city, browser), [city]);
  useEffect(() => store.subscribe(() => undefined), [store]);
  return <LiveContext value={store}>{children}</LiveContext>;
}

/** The live city itself: for what is drawn without React. */
export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext);
  if (!store) throw new Error('useLiveStore outside of its provider');
  return store;
}

/** A part of what is live. Renders again when `select` gives something that is not `same` as before; default: another object. */
export function useLive<T>(select: (view: LiveView) => T, same: (a: T, b: T) => boolean = Object.is): T {
  const store = useLiveStore();
  const last = useRef<{ view: LiveView; by: typeof select; selected: T } | undefined>(undefined);
  return useSyncExternalStore(store.subscribe, () => {
    const view = store.get();
    const known = last.current;
    if (known?.view === view && known.by === select) return known.selected;
    const fresh = select(view);
    const selected = known && same(known.selected, fresh) ? known.selected : fresh;
    last.current = { view, by: select, selected };
    return selected;
  });
}

/** City time, told again every so many real milliseconds; undefined before it is known. */
export function useCityTime(everyMs = 1_000): number | undefined {
  const store = useLiveStore();
  const [time, setTime] = useState(() => store.cityTime());
  const known = useLive(({ city }) => city !== undefined);
  useEffect(() => {
    setTime(store.cityTime());
    let stop = browser.after(everyMs, tick);
    function tick(): void {
      setTime(store.cityTime());
      stop = browser.after(everyMs, tick);
    }
    return () => stop();
  }, [store, everyMs, known]);
  return time;
}
