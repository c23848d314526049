import { type StoryMessage } from '@hansom/client-console';
import { MessageSquareText } from 'lucide-react';

import { Card } from '../../components/card.tsx';
import { Empty } from '../../components/empty.tsx';
import { Time } from '../../components/time.tsx';
import css from './messages-card.module.css';

/** What the rider was sent about it. */
export function MessagesCard({ messages, city }: { messages: readonly StoryMessage[]; city: string }) {
  return (
    <Card title="Messages to the rider" aside={messages.length || undefined}>
      {messages.length === 0 ? (
        <Empty icon={MessageSquareText} title="None was sent yet" small />
      ) : (
        <ol className={css.list}>
          {messages.map(({ id, at, text, to, channel }) => (
            <li key={id} className={css.message}>
              <p className={css.text}>{text}</p>
              <p className={css.facts}>
                {channel} to {to}, <Time at={at} city={city} />
              </p>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
