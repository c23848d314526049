import { type Fare, type Money, toFare, toMoney } from '@hansom/platform-api';
import { type Fare as WireFare, type Money as WireMoney } from '@hansom/proto-common';
import { type z } from '@hansom/platform-config';

/** The name of a wire enum's value, of those that the console shows. */
export function nameOf<N extends string>(
  wire: Readonly<Record<N, number>>,
  names: readonly N[],
  value: number,
): N | undefined {
  return names.find((name) => wire[name] === value);
}

/** The same, where another value is a mistake of ours. */
export function requiredName<N extends string>(
  wire: Readonly<Record<N, number>>,
  names: readonly N[],
  value: number,
): N {
  const name = nameOf(wire, names, value);
  if (name === undefined) throw new TypeError(`${value} is none of ${names.join(', ')}`);
  return name;
}

/** Nothing for what is no amount yet. */
export function optionalMoney(wire: WireMoney | undefined): z.output<typeof Money> | undefined {
  return wire?.currency ? toMoney(wire) : undefined;
}

export function optionalFare(fare: WireFare | undefined): z.output<typeof Fare> | undefined {
  return fare?.total ? toFare(fare) : undefined;
}

/** What decodes the payload of an event, or undefined for one that is not known. */
export function codecOf<T extends object>(types: T, type: string): T[keyof T] | undefined {
  return Object.hasOwn(types, type) ? types[type as keyof T] : undefined; // it was looked up
}

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-/;

/** The trace in which something was done; undefined where it was not traced. */
export function traceIdOf({ traceparent }: { traceparent: string }): string | undefined {
  return TRACEPARENT.exec(traceparent)?.[1];
}

/** A code for people: `driver_lost` as `driver lost`. Words stay as they are. */
export function plain(reason: string): string {
  return reason.replace(/^[a-z-]+\.(?=[a-z_]+$)/, '').replaceAll('_', ' ');
}
