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
export function PersonCard({ story: { phone, account, car, documents, city } }: { story: DriverStory }) {
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
          <li key={document.kind} className={css.document}>
            <span>
              {sentenceCase(document.kind)}
              <span className={css.until}>
                {document.state === 'ENDED' ? 'ended' : 'ends'} <Ago at={document.endsAt} city={city} />
              </span>
            </span>
            <Chip tone={DOCUMENT_LOOKS[document.state].tone}>{DOCUMENT_LOOKS[document.state].label}</Chip>
          </li>
        ))}
      </ul>
    </Card>
  );
}
