import { aCall } from '@hansom/platform-rpc/testing';
import { type TraceOfCall } from '@hansom/platform-telemetry';

import { contextOfCall } from './context-of-call.ts';

const trace = { traceparent: '00-a-b-01' } as TraceOfCall; // what of it is looked at

describe('contextOfCall', () => {
  it('tells for whom a call is made, and where it stands in its trace', () => {
    const baggage = { tenancy: 'robot', city: 'got', on_behalf_of: 'rider_1', other: 'x' };

    const context = contextOfCall({ traceOf: () => trace })(aCall({ baggage }));

    expect(context).toEqual({
      tenancy: 'robot',
      city: 'got',
      onBehalfOf: 'rider_1',
      traceparent: '00-a-b-01',
    });
  });

  it('tells nothing of options that are no call', () => {
    const context = contextOfCall({ traceOf: () => undefined })({});

    expect(context).toEqual({});
  });
});
