import { Search } from 'lucide-react';
import { type FormEvent, useEffect, useRef } from 'react';
import { useLocation, useSearchParams } from 'wouter';

import css from './search-box.module.css';

/** Finds rides, drivers and riders; `/` brings one here from anywhere. */
export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  const [path, navigate] = useLocation();
  const [asked] = useSearchParams();
  const shown = path === '/search' ? (asked.get('q') ?? '') : '';
  useSlash(input);
  useEffect(() => {
    if (input.current && input.current !== document.activeElement) input.current.value = shown;
  }, [shown]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const text = input.current?.value.trim() ?? '';
    if (text) navigate(`/search?${new URLSearchParams({ q: text })}`);
  };
  return (
    <form className={css.box} role="search" onSubmit={submit}>
      <Search className={css.icon} size={16} aria-hidden />
      <input
        ref={input}
        className={css.input}
        type="search"
        name="q"
        defaultValue={shown}
        placeholder="Id, phone, name or plate"
        aria-label="Search rides, drivers and riders"
        aria-keyshortcuts="/"
        maxLength={100}
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
      />
      <kbd className={css.key} aria-hidden>
        /
      </kbd>
    </form>
  );
}

function useSlash(input: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [input]);
}
