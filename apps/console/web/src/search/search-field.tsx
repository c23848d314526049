import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import css from './search-field.module.css';

/** How long one stops typing before it is looked for, in milliseconds. */
const PAUSE_MS = 300;

/** Looks for what is typed as soon as one pauses. */
export function SearchField({ text, ask }: { text: string; ask: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const asked = useRef(text);
  useEffect(() => {
    if (asked.current !== text) setTyped(text); // from elsewhere: the header, or one went back
    asked.current = text;
  }, [text]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === asked.current) return undefined;
    const timer = setTimeout(() => {
      asked.current = wanted;
      ask(wanted);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, ask]);
  return (
    <div className={css.field}>
      <Search className={css.icon} size={20} aria-hidden />
      <input
        className={css.input}
        type="search"
        aria-label="Id, phone, name or plate"
        placeholder="Id, phone, name or plate"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        maxLength={100}
        enterKeyHint="search"
        autoComplete="off"
        autoFocus={text === ''}
        spellCheck={false}
      />
    </div>
  );
}
