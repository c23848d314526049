import { isProblem, type TrafficChange } from '@hansom/client-console';
import { type FormEvent, useState } from 'react';

import { explain } from '../api/explain.ts';
import { Dialog } from '../components/dialog.tsx';
import { Notice } from '../components/notice.tsx';
import css from './change-dialog.module.css';
import { ConfirmFoot } from './confirm-foot.tsx';
import { useIntentKey } from './intent-key.ts';
import { Preview } from './preview.tsx';
import { usePreview, useUndo } from './queries.ts';

/** Puts back what a change replaced, once one has seen what that does. */
export function UndoDialog({ change, onClose }: { change: TrafficChange; onClose: () => void }) {
  const { service, version, before } = change;
  const [reason, setReason] = useState('');
  const { data: preview, error } = usePreview(service, before);
  const undo = useUndo(version);
  const keyOf = useIntentKey();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const meant = { reason: reason.trim() };
    undo.mutate({ ...meant, idempotencyKey: keyOf(meant) }, { onSuccess: onClose });
  };
  return (
    <Dialog title={`Undo change ${version} of ${service}`} onClose={onClose}>
      <form className={css.form} onSubmit={submit}>
        <div className={css.body}>
          <p>The rules of before come back. The change itself stays in the history, and so does this.</p>
          <Preview preview={preview} error={error} />
          {undo.isError && <Refused error={undo.error} />}
        </div>
        <ConfirmFoot
          label="Undo"
          reason={reason}
          onReason={setReason}
          onCancel={onClose}
          ready={!error && (preview?.changes ?? false)}
          why={preview && !preview.changes ? 'It is like that already.' : ''}
          busy={undo.isPending}
        />
      </form>
    </Dialog>
  );
}

function Refused({ error }: { error: unknown }) {
  if (isProblem(error, 'console.changed_since', 'traffic.outdated')) {
    return (
      <Notice tone="bad" title="The rules were changed again since" urgent>
        <p>Undo the newer change first, or make a new one.</p>
      </Notice>
    );
  }
  const { title, detail } = explain(error, 'The change');
  return (
    <Notice tone="bad" title={title} urgent>
      <p>{detail}</p>
    </Notice>
  );
}
