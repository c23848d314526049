export {
  addDays,
  type LocalDate,
  type LocalTime,
  parseLocalTime,
  type Weekday,
  weekdayOf,
} from './calendar.ts';
export { days, hours, type Millis, minutes, parseDuration, seconds } from './duration.ts';
export { instantOf, nextLocalTime, startOfDay } from './local-day.ts';
export {
  type EpochMs,
  isTimeZone,
  type LocalDateTime,
  localOf,
  offsetMs,
  type TimeZone,
  timeZone,
} from './zone.ts';
