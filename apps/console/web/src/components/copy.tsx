import { Check, Copy as CopyIcon } from 'lucide-react';
import { useEffect, useState } from 'react';

import css from './copy.module.css';

interface CopyProps {
  text: string;
  /** What it is, for who cannot see it: `the trace id`. */
  what: string;
}

/** A button that copies a text, and says so for a moment. */
export function CopyButton({ text, what }: CopyProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <button type="button" className={css.button} onClick={copy} aria-label={`Copy ${what}`}>
      {copied ? <Check size={14} aria-hidden /> : <CopyIcon size={14} aria-hidden />}
      <span className="visually-hidden" role="status">
        {copied ? 'Copied' : ''}
      </span>
    </button>
  );
}

/** An id as it is, and a button that copies it. */
export function Id({ id, what }: { id: string; what: string }) {
  return (
    <span className={css.id}>
      <code>{id}</code>
      <CopyButton text={id} what={what} />
    </span>
  );
}
