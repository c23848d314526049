import { type Rules } from '@hansom/client-console';
import { useState } from 'react';

import { Dialog } from '../components/dialog.tsx';
import { Failed } from '../components/failed.tsx';
import { Loading, Skeleton } from '../components/skeleton.tsx';
import { ChangeForm } from './change-form.tsx';
import css from './change-dialog.module.css';
import { draftOf } from './draft.ts';
import { usePreview } from './queries.ts';

interface ChangeDialogProps {
  service: string;
  /** Those that hold when it opens. */
  rules: Rules;
  onClose: () => void;
}

/** Changes the rules of a service: what holds is asked for first, so that all versions are known. */
export function ChangeDialog({ service, rules, onClose }: ChangeDialogProps) {
  const [begin] = useState(rules);
  const { data: asItIs, error, refetch } = usePreview(service, begin);
  return (
    <Dialog title={`Traffic of ${service}`} wide onClose={onClose}>
      {asItIs && <ChangeForm service={service} begin={draftOf(begin, asItIs.versions)} onDone={onClose} />}
      {!asItIs && (
        <div className={css.waiting}>
          {error ? (
            <Failed error={error} what="What holds now" retry={() => void refetch()} />
          ) : (
            <Loading what="what holds now">
              <Skeleton shape="row" count={4} />
            </Loading>
          )}
        </div>
      )}
    </Dialog>
  );
}
