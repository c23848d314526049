import { createHmac, timingSafeEqual } from 'node:crypto';

import { type Clock, type Instant, instant } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { days } from '@hansom/shared-time';

import { type QuoteKeys } from './store/quote-keys.ts';

/** Makes of a quote a token that only we can have made, and reads it again. */
export interface QuoteSeal {
  seal(content: Uint8Array, validUntil: Instant): Promise<string>;
  /** Refuses with `pricing.quote_invalid`, or `pricing.quote_stale` when its time is over. */
  open(token: string): Promise<Uint8Array>;
}

const FORM = /^q1\.(\d{1,6})\.(\d{1,15})\.([\w-]{1,4000})\.([\w-]{43})$/;

/** `q1.<day of the key>.<valid until>.<content>.<HMAC-SHA256 of all before>`, in base64url. */
export function quoteSeal(keys: QuoteKeys, clock: Clock): QuoteSeal {
  return {
    seal: async (content, validUntil) => {
      const { day, secret } = await keys.current();
      const signed = `q1.${day}.${validUntil}.${Buffer.from(content).toString('base64url')}`;
      return `${signed}.${macOf(signed, secret).toString('base64url')}`;
    },
    open: async (token) => {
      const [, day, validUntil, content = '', mac = ''] = FORM.exec(token) ?? [];
      if (day === undefined) throw refused('quote_invalid', 'this is no quote');
      // A key that is two days old or older sealed nothing that could still be valid.
      if (Number(day) < Math.floor(clock.now() / days(1)) - 1) throw stale();
      const secret = await keys.of(Number(day));
      const signed = token.slice(0, -mac.length - 1);
      if (!secret || !timingSafeEqual(macOf(signed, secret), Buffer.from(mac, 'base64url'))) {
        throw refused('quote_invalid', 'this quote was not made here');
      }
      if (clock.now() > instant(Number(validUntil))) throw stale();
      return Buffer.from(content, 'base64url');
    },
  };
}

function macOf(text: string, secret: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}

function stale(): HansomError {
  return refused('quote_stale', 'this quote is too old: ask for a new one');
}

function refused(reason: 'quote_invalid' | 'quote_stale', description: string): HansomError {
  return new HansomError('failed_precondition', `pricing.${reason}`, { description });
}
