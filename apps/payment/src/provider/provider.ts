import { type Money } from '@hansom/shared-money';

/** Something that the provider said no to. */
export interface Declined {
  readonly outcome: 'declined';
  /** A code, as in `card_declined`. */
  readonly reason: string;
}

export type HoldAnswer = { readonly outcome: 'held'; readonly reference: string } | Declined;
export type ChargeAnswer = { readonly outcome: 'taken'; readonly reference: string } | Declined;

/** A card as the provider keeps it. */
export interface Card {
  /** What the provider knows it by. */
  readonly card: string;
  readonly brand: string;
  readonly last4: string;
  /** As in `12/29`. */
  readonly expires: string;
}

/** Names one movement of money, for ever: never an attempt. Whoever asks again under it learns what became of it. */
export interface Keyed {
  readonly key: string;
}

/** What the provider tells by itself; at least once, in any order, or never. */
export interface Notice extends Keyed {
  readonly answer: HoldAnswer;
}

/**
 * Who moves the money: a port. Each movement happens at most once under its key, however often it is asked for. What throws
 * (`payment.provider_silent`) may have happened, or may still: ask again under the same key, and never conclude from silence.
 *
 * A hold that was declined stays so under its key. A capture, charge or refund that was declined may be asked for again, and may then be
 * done. An amount is never more than what is held, or was taken.
 */
export interface PaymentProvider {
  /** Puts a card on file by what the provider's form gave the app. */
  addCard(token: string): Promise<({ readonly outcome: 'added' } & Card) | Declined>;
  hold(request: Keyed & { card: string; amount: Money }): Promise<HoldAnswer>;
  /** Takes some of a hold, or all of it, and lets the rest go. */
  capture(request: Keyed & { reference: string; amount: Money }): Promise<ChargeAnswer>;
  /** Lets a hold go. One that is gone already is no error; one that was captured is declined. */
  release(request: Keyed & { reference: string }): Promise<{ readonly outcome: 'released' } | Declined>;
  /** Takes an amount without a hold. */
  charge(request: Keyed & { card: string; amount: Money }): Promise<ChargeAnswer>;
  /** Gives back some of what a capture or charge has taken. */
  refund(
    request: Keyed & { reference: string; amount: Money },
  ): Promise<{ readonly outcome: 'refunded' } | Declined>;
  /** Has the holds told that were decided. The returned function ends it. */
  onNotice(listener: (notice: Notice) => void): () => void;
}
