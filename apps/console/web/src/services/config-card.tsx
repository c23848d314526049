import { Card } from '../components/card.tsx';
import { CopyButton } from '../components/copy.tsx';
import css from './config-card.module.css';

/** What the service runs on. */
export function ConfigCard({ config }: { config: string }) {
  const pretty = indented(config);
  return (
    <Card title="Configuration" aside={<CopyButton text={pretty} what="the configuration" />} flush>
      <details className={css.details}>
        <summary className={css.summary}>What it runs on, as JSON</summary>
        <pre className={css.json} tabIndex={0}>
          <code>{pretty}</code>
        </pre>
      </details>
    </Card>
  );
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), undefined, 2);
  } catch {
    return json;
  }
}
