import { type DriverStory, type StoryDocument } from '@hansom/client-console';

import { Card } from '../../components/card.tsx';
import { Chip, type Tone } from '../../components/chip.tsx';
import { Facts } from '../../components/facts.tsx';
import { Ago } from '../../components/time.tsx';
import { formatCounted } from '../../format/number.ts';
import { sentenceCase } from '../../format/words.ts';
import { accountLook } from '../looks.ts';
import css from './person-card.module.css';

const DOCUMENT_LOOKS: Record<StoryDocument['state'], { tone: Tone; label: string }> = {
  GOOD: { tone: 'good', label: 'Valid' },
  ENDS_SOON: { tone: 'warn', label: 'Ends soon' },
  ENDED: { tone: 'bad', label: 'Ended' },
};

/** Who drives, in what, and whether the papers are in order. */
export function PersonCard({ story }: { story: DriverStory }) {
  const { phone, account, car, documents, renewals, city } = story;
  const { tone, label } = accountLook(account.state);
  return (
    <Card title="Driver" aside={<Chip tone={tone}>{label}</Chip>}>
      <Facts
        facts={[
          ['Phone', phone],
          ['Account', account.reason && sentenceCase(account.reason)],
          ['Car', car && [car.plate, car.colour, car.make, car.model].filter(Boolean).join(' ')],
          ['Seats', car && `${formatCounted(car.seats, 'seat')}, ${car.serviceTypes.join(', ')}`],
        ]}
      />
      <ul className={css.documents} aria-label="Documents">
        {documents.map((document) => (
          <Paper key={document.kind} document={document} city={city} {...DOCUMENT_LOOKS[document.state]} />
        ))}
      </ul>
      {renewals.length > 0 && (
        <ul className={css.documents} aria-label="Renewals">
          {renewals.map((document) => (
            <Paper key={document.kind} document={document} city={city} tone="warn" label="To be looked at" />
          ))}
        </ul>
      )}
    </Card>
  );
}

interface PaperProps {
  document: StoryDocument;
  city: string;
  tone: Tone;
  label: string;
}

function Paper({ document: { kind, state, endsAt }, city, tone, label }: PaperProps) {
  return (
    <li className={css.document}>
      <span>
        {sentenceCase(kind)}
        <span className={css.until}>
          {state === 'ENDED' ? 'ended' : 'ends'} <Ago at={endsAt} city={city} />
        </span>
      </span>
      <Chip tone={tone}>{label}</Chip>
    </li>
  );
}
