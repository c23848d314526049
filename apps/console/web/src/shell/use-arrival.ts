import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/** Moves the focus, and who reads with it, to the content when another view comes; its top too, unless one goes back. */
export function useArrival<T extends HTMLElement>(): RefObject<T | null> {
  const content = useRef<T>(null);
  const wentBack = useRef(false);
  const [path] = useLocation();
  const first = useRef(path);
  useEffect(() => {
    const remember = (): void => void (wentBack.current = true);
    addEventListener('popstate', remember);
    return () => removeEventListener('popstate', remember);
  }, []);
  useEffect(() => {
    if (first.current === path) return;
    first.current = '';
    if (!document.activeElement?.matches('input')) content.current?.focus({ preventScroll: true });
    if (!wentBack.current) scrollTo(0, 0);
    wentBack.current = false;
  }, [path]);
  return content;
}
