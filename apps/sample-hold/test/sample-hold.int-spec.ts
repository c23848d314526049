import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';

import { sampleHold } from '../src/service.ts';
import { holdCases } from './hold-cases.ts';

describe('sample-hold', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([sampleHold]);
  });

  afterAll(() => running.close());

  holdCases(() => running);
});
