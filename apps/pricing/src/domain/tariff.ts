import { type Currency, type Ratio } from '@hansom/shared-money';
import { type LocalDate, type LocalTime, type Weekday } from '@hansom/shared-time';

/** How far, or how long, one unit of the meter lasts: whichever is over first. */
export interface Unit {
  readonly millimetres: Ratio;
  readonly ms: Ratio;
}

/** Units of one length, up to where the next band begins. */
export interface Band {
  readonly unit: Unit;
  /** The fare at which it ends. */
  readonly untilFareMinor?: bigint | undefined;
  /** The way driven at which it ends. */
  readonly untilMillimetres?: Ratio | undefined;
}

/** A day and time of every year. */
export interface YearlyMoment extends Omit<LocalDate, 'year'>, LocalTime {}

/** When a period applies. What is not given does not matter; what is given must all hold. */
export interface PeriodRule {
  /** Days of the week, by the local date. */
  readonly days?: readonly Weekday[] | undefined;
  /** Only on public holidays. */
  readonly holiday?: true | undefined;
  /** From one time of day up to another; over midnight where the first is the later. */
  readonly daily?: { readonly from: LocalTime; readonly to: LocalTime } | undefined;
  /** From a moment of each year up to another one. */
  readonly yearly?: { readonly from: YearlyMoment; readonly to: YearlyMoment } | undefined;
}

/** The prices of some hours. */
export interface Period {
  readonly name: string;
  /** It applies when any of these does; without rules always. */
  readonly rules: readonly PeriodRule[];
  /** What the meter shows at the start. */
  readonly initialMinor: bigint;
  /** What that pays for. */
  readonly covers: Unit;
  readonly bands: readonly Band[];
}

/** The prices of a meter. */
export interface Tariff {
  readonly id: string;
  readonly currency: Currency;
  /** The first local day on which it applies. */
  readonly validFrom: LocalDate;
  /** What each whole unit costs. */
  readonly incrementMinor: bigint;
  /** The first that applies counts; the last always does. */
  readonly periods: readonly Period[];
  /** Every time of day at which a period may begin or end. */
  readonly turns: readonly LocalTime[];
  /** For being ordered, not hailed. */
  readonly bookingMinor: bigint;
  /** For each passenger but the first. */
  readonly extraPassengerMinor: bigint;
}
