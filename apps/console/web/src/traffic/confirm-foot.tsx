import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import css from './change-dialog.module.css';

interface ConfirmFootProps {
  /** What the button does. */
  label: string;
  reason: string;
  onReason: (reason: string) => void;
  onCancel: () => void;
  /** Whether one has been shown what it does. */
  ready: boolean;
  /** Why it is not ready, where there is something to say. */
  why: string;
  busy: boolean;
}

/** The reason, and the button that needs it. */
export function ConfirmFoot({ label, reason, onReason, onCancel, ready, why, busy }: ConfirmFootProps) {
  return (
    <footer className={css.foot}>
      <Field
        label="Why"
        name="reason"
        value={reason}
        onChange={({ target }) => onReason(target.value)}
        placeholder="For those who come after"
        maxLength={500}
        autoComplete="off"
        required
      />
      <div className={css.buttons}>
        <p className={css.why} role="status">
          {why}
        </p>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" look="main" disabled={!ready || reason.trim() === ''} busy={busy}>
          {label}
        </Button>
      </div>
    </footer>
  );
}
