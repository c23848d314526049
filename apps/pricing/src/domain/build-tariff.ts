import { decimalRatio } from '@hansom/shared-money';
import { type LocalTime } from '@hansom/shared-time';

import { type TariffSettings } from '../tariff-schema.ts';
import { inLowestTerms, over, times, whole } from './exact.ts';
import { type Band, type Period, type PeriodRule, type Tariff, type Unit } from './tariff.ts';

type PeriodSettings = TariffSettings['periods'][number];
type BandSettings = PeriodSettings['bands'][number];

const MIDNIGHT: LocalTime = { hour: 0, minute: 0 };

/** The tariff that a document describes. */
export function buildTariff(id: string, settings: TariffSettings): Tariff {
  const { currency, validFrom, incrementMinor, bookingMinor, extraPassengerMinor } = settings;
  const periods = settings.periods.map((period) => buildPeriod(period, incrementMinor));
  return {
    ...{ id, currency, validFrom, periods },
    turns: turnsOf(periods),
    incrementMinor: BigInt(incrementMinor),
    bookingMinor: BigInt(bookingMinor),
    extraPassengerMinor: BigInt(extraPassengerMinor),
  };
}

function buildPeriod(period: PeriodSettings, incrementMinor: number): Period {
  const { name, rules, initialMinor, covers, bands } = period;
  return {
    ...{ name, rules },
    initialMinor: BigInt(initialMinor),
    covers: unitOf(covers),
    bands: bands.map((band) => buildBand(band, incrementMinor)),
  };
}

/** A unit is what one increment buys. */
function buildBand({ distance, time, ...ends }: BandSettings, incrementMinor: number): Band {
  const { millimetres, ms } = unitOf({ metres: distance.metres, seconds: time.seconds });
  return {
    unit: {
      millimetres: inLowestTerms(times(millimetres, over(whole(incrementMinor), whole(distance.minor)))),
      ms: inLowestTerms(times(ms, over(whole(incrementMinor), whole(time.minor)))),
    },
    untilFareMinor: ends.untilFareMinor === undefined ? undefined : BigInt(ends.untilFareMinor),
    untilMillimetres: ends.untilMetres === undefined ? undefined : thousandfold(ends.untilMetres),
  };
}

function unitOf({ metres, seconds }: { metres: number; seconds: number }): Unit {
  return { millimetres: thousandfold(metres), ms: thousandfold(seconds) };
}

function thousandfold(decimal: number): Unit['ms'] {
  return inLowestTerms(times(decimalRatio(decimal), whole(1_000)));
}

/** A new day may be another day of the week or a holiday. */
function turnsOf(periods: readonly Period[]): LocalTime[] {
  const named = periods.flatMap(({ rules }) => rules.flatMap(timesOf));
  const all = [MIDNIGHT, ...named].map(({ hour, minute }) => hour * 60 + minute);
  return [...new Set(all)].map((minutes) => ({ hour: Math.floor(minutes / 60), minute: minutes % 60 }));
}

function timesOf({ daily, yearly }: PeriodRule): LocalTime[] {
  return [daily, yearly].flatMap((span) => (span ? [span.from, span.to] : []));
}
