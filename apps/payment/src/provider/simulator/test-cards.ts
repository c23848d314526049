/** What a test card does, beside being good. */
export interface TestCard {
  readonly brand: string;
  readonly last4: string;
  /** The provider does not put it on file. */
  readonly refused?: string;
  /** Holds on it are declined. */
  readonly holdDeclined?: string;
  /** Taking money from it is declined, held or not. */
  readonly takingDeclined?: string;
  /** Charging it without a hold is declined. */
  readonly chargeDeclined?: string;
  /** The first time under each key the movement is made, and no answer comes. */
  readonly silent?: true;
  /** The first two times under each key there is an error, and nothing is made. */
  readonly broken?: true;
  readonly slow?: true;
  /** What is told of its holds is told twice. */
  readonly doubled?: true;
}

/** The tokens that the form of the simulated provider gives, by what they are for. */
export const TEST_CARDS: Readonly<Record<string, TestCard>> = {
  tok_visa: { brand: 'visa', last4: '4242' },
  tok_mastercard: { brand: 'mastercard', last4: '4444' },
  tok_refused: { brand: 'visa', last4: '0101', refused: 'card_expired' },
  tok_declined: {
    brand: 'visa',
    last4: '0002',
    holdDeclined: 'card_declined',
    chargeDeclined: 'card_declined',
  },
  tok_capture_declined: { brand: 'visa', last4: '0341', takingDeclined: 'insufficient_funds' },
  tok_charge_declined: { brand: 'visa', last4: '9995', chargeDeclined: 'insufficient_funds' },
  tok_timeout_after_charge: { brand: 'visa', last4: '0408', silent: true },
  tok_500: { brand: 'visa', last4: '0500', broken: true },
  tok_slow: { brand: 'visa', last4: '0504', slow: true },
  tok_doubled_webhooks: { brand: 'visa', last4: '0022', doubled: true },
};

const PREFIX = 'sim_';

export function cardOf(token: string): string {
  return `${PREFIX}${token}`;
}

/** A card that nobody put on file is declined for everything. */
export function testCardOf(card: string): TestCard {
  const token = card.slice(PREFIX.length);
  if (Object.hasOwn(TEST_CARDS, token)) return TEST_CARDS[token] ?? UNKNOWN;
  return UNKNOWN;
}

const UNKNOWN: TestCard = {
  brand: '',
  last4: '',
  holdDeclined: 'no_such_card',
  takingDeclined: 'no_such_card',
  chargeDeclined: 'no_such_card',
};
