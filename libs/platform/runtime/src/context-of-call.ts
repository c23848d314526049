import { currentUser, isStaff } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';
import { type CallOptions, type EventContext } from '@hansom/platform-schedule';
import { type Telemetry } from '@hansom/platform-telemetry';

/**
 * What an event tells of the call that made it: its place in a trace, and for whom it was done, or which operator did it. Handlers give their
 * call where schedule takes options: what is none stands in no trace and carries nothing.
 */
export function contextOfCall({ traceOf }: Pick<Telemetry, 'traceOf'>): (call: CallOptions) => EventContext {
  return (options) => {
    const call = options as Partial<Call>;
    const { tenancy, city, on_behalf_of } = call.baggage ?? {};
    const onBehalfOf = operatorOf(call) ?? on_behalf_of;
    const trace = traceOf(call as Call); // looked up by identity, so that any object will do
    return {
      ...(tenancy !== undefined && { tenancy }),
      ...(city !== undefined && { city }),
      ...(onBehalfOf !== undefined && { onBehalfOf }),
      ...(trace && { traceparent: trace.traceparent }),
    };
  };
}

/** Whoever asks for the company itself, as certificate or token show: what baggage says counts less. */
function operatorOf(call: Partial<Call>): string | undefined {
  const operator = call.caller?.operator;
  if (operator !== undefined) return `operator:${operator}`;
  const user = currentUser.get(call as Call);
  return user && isStaff(user) ? user.id : undefined;
}
