import { RotateCw, SearchX, TriangleAlert } from 'lucide-react';

import { explain, isMissing } from '../api/explain.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy.tsx';
import css from './failed.module.css';

interface FailedProps {
  error: unknown;
  /** As in "... could not be loaded": `The ride`. */
  what: string;
  retry?: () => void;
}

/** What failed, why, and what one can do. */
export function Failed({ error, what, retry }: FailedProps) {
  const explained = explain(error, what);
  const Icon = isMissing(error) ? SearchX : TriangleAlert;
  return (
    <div className={css.failed} role="alert">
      <Icon size={32} strokeWidth={1.5} aria-hidden />
      <h2 className={css.title}>{explained.title}</h2>
      <p className={css.text}>{explained.detail}</p>
      {explained.traceId && (
        <p className={css.trace}>
          Trace <code>{explained.traceId}</code>
          <CopyButton text={explained.traceId} what="the trace id" />
        </p>
      )}
      {explained.retry && retry && (
        <Button onClick={retry}>
          <RotateCw size={16} aria-hidden /> Try again
        </Button>
      )}
    </div>
  );
}
