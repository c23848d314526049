import { isMissing } from '../api/explain.ts';
import { Button } from '../components/button.tsx';
import css from './city-map.module.css';

interface MapNoticeProps {
  /** The browser cannot draw it. */
  failed: boolean;
  streets: { isPending: boolean; error: unknown; refetch: () => unknown };
}

/** Why there is no map, or no street on it; taxis are drawn all the same where they can be. */
export function MapNotice({ failed, streets: { isPending, error, refetch } }: MapNoticeProps) {
  if (failed) {
    return (
      <p className={css.notice} role="alert">
        This browser cannot draw the map: it has no WebGL 2, or it is turned off. The list of taxis has them
        all.
      </p>
    );
  }
  if (error && isMissing(error)) {
    return (
      <p className={css.notice} role="status">
        The streets of this city were not imported: <code>./hansom city import</code> draws them here.
      </p>
    );
  }
  if (error) {
    return (
      <p className={css.notice} role="alert">
        The streets could not be loaded. <Button onClick={() => void refetch()}>Try again</Button>
      </p>
    );
  }
  return isPending ? (
    <p className={css.loading} role="status">
      Drawing the streets…
    </p>
  ) : null;
}
