import { type BookingStory, type Fare } from '@hansom/client-console';

import { Card } from '../../components/card.tsx';
import { DayTime } from '../../components/time.tsx';
import { formatMoney } from '../../format/money.ts';
import css from './fare-card.module.css';

/** What it costs, as a receipt; before the end what was quoted. */
export function FareCard({ story: { booking, receipt } }: { story: BookingStory }) {
  const { fare, quote, fixed, meter } = booking;
  const quoted = `${fixed ? 'Fixed price' : 'Quoted'} ${formatMoney(quote.total)}`;
  return (
    <Card title={fare ? 'Fare' : 'Quote'} aside={fare && quoted}>
      <Bill fare={fare ?? quote} />
      {!fare && (
        <p className={css.note}>{fixed ? 'A fixed price: it holds.' : 'The meter decides in the end.'}</p>
      )}
      {meter?.bridged && (
        <p className={css.note}>A gap in the trace was bridged by the shortest way along the streets.</p>
      )}
      {receipt && (
        <p className={css.note}>
          Receipt of <DayTime at={receipt.issuedAt} city={booking.city} />: {formatMoney(receipt.total)}, paid
          by {receipt.paidBy}.
        </p>
      )}
    </Card>
  );
}

function Bill({ fare: { lines, total } }: { fare: Fare }) {
  return (
    <table className={css.bill}>
      <caption className="visually-hidden">Lines of the price</caption>
      <tbody>
        {lines.map(({ label, kind, price }, at) => (
          <tr key={at}>
            <th scope="row">{label || kind}</th>
            <td>{formatMoney(price)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <td>{formatMoney(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
