import { useEffect, useRef, useState } from 'react';

/** How long one hovers before it shows, and how long it stays when one leaves, so that one can move onto it; in milliseconds. */
const SHOW_AFTER_MS = 300;
const HIDE_AFTER_MS = 120;

interface TipState {
  /** What it is shown for; undefined: it is not. */
  trigger: HTMLElement | undefined;
  show: (trigger: HTMLElement) => void;
  showNow: (trigger: HTMLElement) => void;
  hide: () => void;
}

/** When a tip shows. */
export function useTip(): TipState {
  const [trigger, setTrigger] = useState<HTMLElement>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const later = (next: HTMLElement | undefined, afterMs: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setTrigger(next), afterMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!trigger) return undefined;
    const listen = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') setTrigger(undefined);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [trigger]);
  return {
    trigger,
    show: (wanted) => later(wanted, SHOW_AFTER_MS),
    showNow: (wanted) => later(wanted, 0),
    hide: () => later(undefined, HIDE_AFTER_MS),
  };
}
