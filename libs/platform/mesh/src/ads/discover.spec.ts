import { settle } from '@hansom/platform-context/testing';

import { live } from '../model/live.ts';
import { type MeshView, viewOf } from '../model/view.ts';
import { urlOf } from '../resources/resources.ts';
import { anInstance, aSnapshot } from '../testing/instances.ts';
import { discover } from './discover.ts';
import { type DiscoveryRequest } from './session.ts';

describe('a stream of discovery', () => {
  it('leaves no rejection behind when its client goes while it is answered', async () => {
    const source = live<MeshView>();
    source.set(viewOf(aSnapshot([anInstance()])));
    let goes = (_error: Error): void => undefined;
    const gone = new Promise<never>((_, reject) => {
      goes = reject;
    });
    async function* requests(): AsyncGenerator<DiscoveryRequest> {
      yield { type_url: urlOf('cluster'), resource_names: ['echo'], response_nonce: '' };
      await gone;
    }
    const options = { source, onRefused: () => undefined, gone: new Promise<void>(() => undefined) };
    const answers = discover(requests(), options);

    const { value } = await answers.next();
    await answers.return(undefined);
    goes(new Error('the stream broke'));
    await settle();

    expect(value).toMatchObject({ nonce: '1' }); // and no rejection that nobody handles: that would fail this spec, and end the process
  });
});
