import { type TrafficPreview } from '@hansom/client-console';
import { ArrowRight } from 'lucide-react';

import { explain } from '../api/explain.ts';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { formatCounted, formatPercent } from '../format/number.ts';
import css from './preview.module.css';

interface PreviewProps {
  preview: TrafficPreview | undefined;
  error: unknown;
  /** Why it cannot be told yet. */
  incomplete?: string;
}

/** What will happen, told by the server before anything does. */
export function Preview({ preview, error, incomplete }: PreviewProps) {
  return (
    <section className={css.preview} aria-label="What will happen">
      <h3 className={css.title}>What will happen</h3>
      <div aria-live="polite">{contentOf({ preview, error, incomplete })}</div>
    </section>
  );
}

function contentOf({ preview, error, incomplete }: PreviewProps) {
  if (incomplete) return <p className={css.quiet}>{incomplete}</p>;
  if (error) {
    const { title, detail } = explain(error, 'What will happen');
    return (
      <Notice tone="bad" title={title}>
        <p>{detail}</p>
      </Notice>
    );
  }
  if (!preview) return <Skeleton count={2} />;
  return <Told preview={preview} />;
}

function Told({ preview: { changes, effects, warnings, versions } }: { preview: TrafficPreview }) {
  return (
    <div className={css.told}>
      {!changes && <p className={css.quiet}>Nothing: these are the rules that hold.</p>}
      {effects.length > 0 && (
        <ul className={css.effects}>
          {effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      )}
      <ul className={css.versions} aria-label="Shares of calls, now and then">
        {versions.map(({ version, instances, percentNow, percentThen }) => (
          <li key={version} className={css.version}>
            <span className={css.which}>
              <code>{version}</code>
              <span className={css.quiet}>{formatCounted(instances, 'instance')}</span>
            </span>
            <span className={css.change}>
              {formatPercent(percentNow)}
              <ArrowRight size={14} aria-label="to" />
              <strong>{formatPercent(percentThen)}</strong>
            </span>
          </li>
        ))}
      </ul>
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          <p>{warning}</p>
        </Notice>
      ))}
    </div>
  );
}
