import { type BookingStory, type LedgerLine, type Money, type StoryPayment } from '@hansom/client-console';
import { Wallet } from 'lucide-react';

import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { Facts } from '../../components/facts.tsx';
import { Time } from '../../components/time.tsx';
import { formatChange, formatMoney } from '../../format/money.ts';
import { sentenceCase } from '../../format/words.ts';
import { paymentLook } from '../looks.ts';
import { eventLabel } from './event-label.ts';
import { journalsOf } from './journals.ts';
import css from './payment-card.module.css';

/** Whether it is paid, and what the ledger says. */
export function PaymentCard({ story: { booking, payment, ledger } }: { story: BookingStory }) {
  if (!payment) {
    return (
      <Card title="Payment">
        <Empty icon={Wallet} title={`There is none yet: ${booking.payment.toLowerCase()} was chosen`} small />
      </Card>
    );
  }
  const { label, tone } = paymentLook(payment.state);
  return (
    <Card title="Payment" aside={<Chip tone={tone}>{label}</Chip>}>
      <Sums payment={payment} />
      <Steps payment={payment} city={booking.city} />
      {ledger.length > 0 && <Ledger lines={ledger} city={booking.city} />}
    </Card>
  );
}

function Sums({ payment }: { payment: StoryPayment }) {
  const shown = (sum?: Money): string | undefined => sum && formatMoney(sum);
  return (
    <Facts
      facts={[
        ['By', payment.method || (payment.cash ? 'cash' : 'card')],
        ['Due', shown(payment.due)],
        ['Held', shown(payment.authorised)],
        ['Taken', shown(payment.captured)],
        ['Given back', shown(payment.refunded)],
        ['Why', payment.reason && sentenceCase(payment.reason)],
      ]}
    />
  );
}

function Steps({ payment: { events }, city }: { payment: StoryPayment; city: string }) {
  return (
    <ol className={css.steps} aria-label="Steps of the payment">
      {events.map(({ version, at, event, why }) => (
        <li key={version} className={css.step}>
          <Time at={at} city={city} />
          <span>
            {eventLabel(event)}
            {why && <span className={css.why}> {why}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Ledger({ lines, city }: { lines: readonly LedgerLine[]; city: string }) {
  return (
    <table className={css.ledger}>
      <caption className={css.caption}>Ledger: debits are positive, and each journal sums to zero</caption>
      {journalsOf(lines).map(({ journal, at, lines: own }) => (
        <tbody key={journal}>
          <tr>
            <th scope="rowgroup" colSpan={2} className={css.journal}>
              {journal}, <Time at={at} city={city} />
            </th>
          </tr>
          {own.map(({ account, change }) => (
            <tr key={account}>
              <th scope="row">{account}</th>
              <td className={css.change}>{formatChange(change)}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
