import { LOCALE } from './locale.ts';

/** Writes moments (milliseconds since 1970) as the clocks of a city show them. */
export interface Times {
  /** `14:05` */
  minute(at: number): string;
  /** `14:05:09` */
  second(at: number): string;
  /** `28 Nov, 14:05:09` */
  moment(at: number): string;
  /** `Sat, 28 Nov 2026, 14:05:09 CET` */
  full(at: number): string;
}

export function timesIn(timeZone: string): Times {
  const minute = formatIn(timeZone, { hour: '2-digit', minute: '2-digit' });
  const second = formatIn(timeZone, { timeStyle: 'medium' });
  const moment = formatIn(timeZone, {
    ...{ day: 'numeric', month: 'short' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  const full = formatIn(timeZone, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
  });
  return { minute, second, moment, full };
}

function formatIn(timeZone: string, options: Intl.DateTimeFormatOptions): (at: number) => string {
  const format = new Intl.DateTimeFormat(LOCALE, { timeZone, hourCycle: 'h23', ...options });
  return (at) => format.format(at);
}
