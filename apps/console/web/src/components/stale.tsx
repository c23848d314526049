import { explain } from '../api/explain.ts';
import { Notice } from './notice.tsx';

interface StaleProps {
  /** Why it could not be looked at again; none: it is as it should be. */
  error: unknown;
  what: string;
}

/** Says that what is shown is of before: the last time that it was asked for, no answer came. */
export function Stale({ error, what }: StaleProps) {
  if (!error) return null;
  return (
    <Notice tone="warn" title={`${what} may look different by now`}>
      <p>{explain(error, what).detail} It is asked for again all the time.</p>
    </Notice>
  );
}
