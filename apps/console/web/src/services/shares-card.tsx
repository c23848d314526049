import { type ServicePage } from '@hansom/client-console';
import { GitFork } from 'lucide-react';

import { Card } from '../components/card.tsx';
import { Empty } from '../components/empty.tsx';
import { RulesText } from '../traffic/rules-text.tsx';
import { ChangeButton } from '../traffic/change-button.tsx';
import { ShareBar } from './share-bar.tsx';

/** Which version gets how many of its calls, and by what rules. */
export function SharesCard({ page: { name, versions, rules } }: { page: ServicePage }) {
  return (
    <Card title="Who gets its calls" aside={<ChangeButton service={name} rules={rules.now} />}>
      {versions.length === 0 ? (
        <Empty icon={GitFork} title="No version runs" small />
      ) : (
        <ShareBar shares={versions} label="Shares of versions" />
      )}
      <RulesText rules={rules.now} />
    </Card>
  );
}
