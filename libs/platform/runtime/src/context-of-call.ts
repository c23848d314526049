import { type Call } from '@hansom/platform-rpc';
import { type CallOptions, type EventContext } from '@hansom/platform-schedule';
import { type Telemetry } from '@hansom/platform-telemetry';

/**
 * What an event tells of the call that made it: its place in a trace, and for whom it was done. Handlers give their call where schedule
 * takes options: what is none stands in no trace and carries nothing.
 */
export function contextOfCall({ traceOf }: Pick<Telemetry, 'traceOf'>): (call: CallOptions) => EventContext {
  return (options) => {
    const call = options as Partial<Call>;
    const { tenancy, city, on_behalf_of } = call.baggage ?? {};
    const trace = traceOf(call as Call); // looked up by identity, so that any object will do
    return {
      ...(tenancy !== undefined && { tenancy }),
      ...(city !== undefined && { city }),
      ...(on_behalf_of !== undefined && { onBehalfOf: on_behalf_of }),
      ...(trace && { traceparent: trace.traceparent }),
    };
  };
}
