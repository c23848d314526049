import { actAs } from '@hansom/platform-identity';
import { aUser } from '@hansom/platform-identity/testing';
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

  it('tells which operator did it, by certificate or as staff, whatever baggage says', () => {
    const baggage = { on_behalf_of: 'rider_1' };
    const byCertificate = aCall({ baggage, operator: 'anna' });
    const [byStaff, byRider] = [aCall({ baggage }), aCall({ baggage })];
    actAs(byStaff, aUser({ id: 'staff_ben', roles: ['OPS.GOT'] }), 'token');
    actAs(byRider, aUser({ id: 'rider_2', roles: ['RIDER'] }), 'token');

    const told = [byCertificate, byStaff, byRider].map(contextOfCall({ traceOf: () => undefined }));

    expect(told.map(({ onBehalfOf }) => onBehalfOf)).toEqual(['operator:anna', 'staff_ben', 'rider_1']);
  });

  it('tells nothing of options that are no call', () => {
    const context = contextOfCall({ traceOf: () => undefined })({});

    expect(context).toEqual({});
  });
});
