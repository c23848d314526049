import { type Call } from '@hansom/platform-rpc';

import { type ReceivedEvent } from '../received-event.ts';
import { consume } from './consume.ts';

describe('consume', () => {
  it('calls a handler with an event made up where the spec says nothing', async () => {
    const heard: ReceivedEvent<string>[] = [];

    await consume<string>((event) => void heard.push(event), { key: 'booking_1', version: 7, payload: 'p' });

    expect(heard).toEqual([
      expect.objectContaining({ id: 'spec/booking_1/7', key: 'booking_1', version: 7, payload: 'p' }),
    ]);
  });

  it('gives its call the facts of the event, and ends it', async () => {
    const calls: Call[] = [];

    await consume((_, call) => void calls.push(call), { payload: '', tenancy: 'robot', city: 'got' });

    expect(calls[0]?.baggage).toEqual({ tenancy: 'robot', city: 'got' });
    expect(calls[0]?.fork().cancelled).toBe(true);
  });

  it('rejects as the handler does', async () => {
    await expect(consume(() => Promise.reject(new Error('no')), { payload: '' })).rejects.toThrow('no');
  });
});
