import { type TrafficChange } from '@hansom/client-console';
import { History, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';

import { Button } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { Empty } from '../components/empty.tsx';
import { Ago } from '../components/time.tsx';
import { Tip } from '../components/tip.tsx';
import { useMe } from '../session/me-context.tsx';
import css from './history-card.module.css';
import { UndoDialog } from './undo-dialog.tsx';

interface HistoryCardProps {
  changes: readonly TrafficChange[];
  /** The older ones, if there are any. */
  more?: { get: () => void; busy: boolean };
}

/** Who changed what, and why, newest first. */
export function HistoryCard({ changes, more }: HistoryCardProps) {
  return (
    <Card title="Changes" flush>
      {changes.length === 0 ? (
        <Empty icon={History} title="Nobody has changed anything yet" small />
      ) : (
        <ol>
          {changes.map((change) => (
            <Changed key={change.version} change={change} />
          ))}
        </ol>
      )}
      {more && (
        <div className={css.more}>
          <Button onClick={more.get} busy={more.busy}>
            Older changes
          </Button>
        </div>
      )}
    </Card>
  );
}

function Changed({ change }: { change: TrafficChange }) {
  const { version, service, who, at, reason, told } = change;
  return (
    <li className={css.change}>
      <span className={css.version}>{version}</span>
      <div className={css.what}>
        <p className={css.title}>
          <Link href={`/services/${service}`}>{service}</Link>
          <span className={css.who}>
            {nameOf(who)}, <Ago at={at} />
          </span>
        </p>
        <p className={css.reason}>“{reason}”</p>
        <ul className={css.told}>
          {told.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      <UndoButton change={change} />
    </li>
  );
}

function UndoButton({ change }: { change: TrafficChange }) {
  const { may } = useMe();
  const [open, setOpen] = useState(false);
  if (!may.changeTraffic) return null;
  const { possible, why } = change.undo;
  const button = (
    <Button
      aria-label={`Undo change ${change.version} of ${change.service}`}
      aria-disabled={!possible || undefined}
      onClick={() => possible && setOpen(true)}
      className={possible ? undefined : css.impossible}
    >
      <Undo2 size={16} aria-hidden /> Undo
    </Button>
  );
  return (
    <>
      {possible ? button : <Tip text={why}>{button}</Tip>}
      {open && <UndoDialog change={change} onClose={() => setOpen(false)} />}
    </>
  );
}

/** `staff:anna` is `anna`; services say that they are some. */
function nameOf(who: string): string {
  const [kind = '', name = who] = who.split(':');
  return kind === 'service' ? `the service ${name}` : name;
}
