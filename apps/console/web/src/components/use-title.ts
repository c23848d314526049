import { useEffect } from 'react';

/** Names the view in the tab and in history. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Hansom`;
  }, [title]);
}
