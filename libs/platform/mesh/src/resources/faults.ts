import { type FaultRule, type ServiceRules } from '../model/snapshot.ts';
import { FAULT_FILTER } from './listener.ts';
import { anyOf } from './messages.ts';
import { type Route } from './routes.ts';

/** The routes with the faults of the rules: those that are for a header first, as routes of their own. */
export function faulty(routes: readonly Route[], { faults }: ServiceRules): Route[] {
  const forHeaders = faults.flatMap((fault) => {
    if (!fault.header) return [];
    const { name, value } = fault.header;
    return routes.map((route) => injected(narrowed(route, { name, exact_match: value }), fault));
  });
  const forAll = faults.find(({ header }) => !header);
  return [...forHeaders, ...(forAll ? routes.map((route) => injected(route, forAll)) : routes)];
}

function narrowed(route: Route, header: object): Route {
  return { ...route, match: { ...route.match, headers: [...route.match.headers, header] } };
}

function injected(route: Route, { percent, abortCode, delayMs }: FaultRule): Route {
  const percentage = { numerator: percent, denominator: 'HUNDRED' };
  const fault = {
    ...(delayMs && { delay: { fixed_delay: durationOf(delayMs), percentage } }),
    ...(abortCode && { abort: { grpc_status: abortCode, percentage } }),
  };
  const config = anyOf('envoy.extensions.filters.http.fault.v3.HTTPFault', fault);
  return { ...route, typed_per_filter_config: { [FAULT_FILTER]: config } };
}

/** A `google.protobuf.Duration`. */
function durationOf(ms: number): { seconds: number; nanos: number } {
  return { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1_000_000 };
}
