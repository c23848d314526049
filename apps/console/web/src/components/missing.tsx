import { type Missing } from '@hansom/client-console';

import { Notice } from './notice.tsx';

/** Parts of an answer that could not be had: what is shown is true, but not all. */
export function MissingParts({ missing }: { missing: readonly Missing[] }) {
  if (missing.length === 0) return null;
  return (
    <Notice tone="warn" title="Not everything could be loaded">
      <ul>
        {missing.map(({ part, why }) => (
          <li key={part}>
            <strong>{part}</strong>: {why}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
