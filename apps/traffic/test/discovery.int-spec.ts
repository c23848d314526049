import { adsContract } from '@hansom/platform-mesh';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';

import { traffic } from '../src/service.ts';

const CLUSTER = 'type.googleapis.com/envoy.config.cluster.v3.Cluster';

describe('discovery for clients that are not ours', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([traffic]);
  });

  afterAll(() => running.close());

  async function* asking() {
    yield {
      type_url: CLUSTER,
      resource_names: ['nobody'],
      version_info: '',
      response_nonce: '',
      node: { id: 'spec' },
    };
    await new Promise(() => undefined); // it stays to be told of changes
  }

  it('answers in xDS v3 what it has heard, also of a service that nobody knows', async () => {
    const client = await running.clientAs({ service: 'stranger' }, adsContract());

    const answers = client.streamAggregatedResources(asking(), running.call(20_000))[Symbol.asyncIterator]();
    const { value } = await answers.next();
    await answers.return?.();

    expect(value).toMatchObject({
      type_url: CLUSTER,
      resources: [{ type_url: CLUSTER }],
      nonce: expect.stringMatching(/./),
    });
  });
});
