import { isProblem, type TrafficPreview } from '@hansom/client-console';
import { type FormEvent, useState } from 'react';

import { explain } from '../api/explain.ts';
import { classes } from '../components/classes.ts';
import { Notice } from '../components/notice.tsx';
import { ConfirmFoot } from './confirm-foot.tsx';
import css from './change-dialog.module.css';
import { type Draft, incomplete, rulesOf } from './draft.ts';
import { FaultsEditor } from './faults-editor.tsx';
import { useIntentKey } from './intent-key.ts';
import { LabelsEditor } from './labels-editor.tsx';
import { Preview } from './preview.tsx';
import { useChange, usePreview } from './queries.ts';
import { SharesEditor } from './shares-editor.tsx';
import { useSettled } from './use-settled.ts';

interface ChangeFormProps {
  service: string;
  begin: Draft;
  onDone: () => void;
}

/** How long one leaves the sliders alone before it is looked what they would do, in milliseconds. */
const PAUSE_MS = 250;

/** The draft, what it would do, and why: only then it can be done. */
export function ChangeForm({ service, begin, onDone }: ChangeFormProps) {
  const [draft, setDraft] = useState(begin);
  const [reason, setReason] = useState('');
  const change = useChange(service);
  const preview = useDraftPreview(service, draft);
  const keyOf = useIntentKey();
  const edit = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!preview.sure) return;
    const meant = { basedOn: preview.sure.basedOn, reason: reason.trim(), rules: rulesOf(draft) };
    change.mutate({ ...meant, idempotencyKey: keyOf(meant) }, { onSuccess: onDone });
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <div className={classes(css.body, css.halves)}>
        <div className={css.half}>
          <SharesEditor draft={draft} edit={edit} />
          <LabelsEditor draft={draft} edit={edit} />
          <FaultsEditor draft={draft} edit={edit} />
        </div>
        <div className={classes(css.half, css.pinned)}>
          <Preview preview={preview.shown} error={preview.error} incomplete={preview.incomplete} />
          {change.isError && <Refused error={change.error} />}
        </div>
      </div>
      <ConfirmFoot
        label="Put into force"
        reason={reason}
        onReason={setReason}
        onCancel={onDone}
        ready={preview.sure?.changes ?? false}
        why={preview.sure && !preview.sure.changes ? 'It is like that already.' : ''}
        busy={change.isPending}
      />
    </form>
  );
}

interface DraftPreview {
  /** What there is to show: of the draft, or of one before. */
  shown: TrafficPreview | undefined;
  /** The preview of exactly this draft. */
  sure: TrafficPreview | undefined;
  error: unknown;
  incomplete: string | undefined;
}

function useDraftPreview(service: string, draft: Draft): DraftPreview {
  const settled = useSettled(draft, PAUSE_MS);
  const why = incomplete(settled);
  const { data, error, isPlaceholderData } = usePreview(service, why ? undefined : rulesOf(settled));
  const sure = settled === draft && !why && !isPlaceholderData && !error ? data : undefined;
  return { shown: data, sure, error, incomplete: why };
}

function Refused({ error }: { error: unknown }) {
  if (isProblem(error, 'traffic.outdated')) {
    return (
      <Notice tone="bad" title="Somebody else changed the rules meanwhile" urgent>
        <p>What would happen is shown anew above. Look at it, and try again.</p>
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
