import { z } from '@hansom/platform-config';
import { defineService } from '@hansom/platform-runtime';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { SampleDeskServiceDefinition } from '@hansom/proto-sample-desk';
import { SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';
import { makeId } from '@hansom/shared-ids';

import { sampleDesk } from '../src/service.ts';
import { FakeHolds } from './fake-holds.ts';

/** No app imports another: the neighbour is played by a service with the same contract. */
const fakeHold = defineService({
  name: 'sample-hold',
  description: 'Plays sample-hold.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: SampleHoldServiceDefinition,
  settings: z.object({}),
  config: z.object({}),
  compose: (host) => ({ handlers: new FakeHolds([makeId('hold', host.ids.uuid())]).handlers }),
});

describe('sample-desk', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([fakeHold, sampleDesk]);
  });

  afterAll(() => running.close());

  it('finds a place through sample-hold, and sees it again', async () => {
    const client = running.client(SampleDeskServiceDefinition);
    const request = { commandKey: 'k1', guestId: 'anna', placeIds: ['seat-1'] };

    const { held } = await client.checkIn(request, running.call());
    const seen = await client.look({ holdIds: [held?.holdId ?? ''] }, running.call());

    expect(held).toMatchObject({ placeId: 'seat-1', guestId: 'anna' });
    expect(seen).toEqual({ held: [held], goneHoldIds: [] });
  });
});
