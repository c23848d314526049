import { type DriverApiClient } from '@hansom/client-driver-api';
import { seededRandom } from '@hansom/platform-context';

import { Fixes } from './fixes.ts';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const STANDING = { at: { lat: 57.7, lng: 11.97 }, bearingDegrees: 0, metresPerSecond: 0 };

interface Sent {
  seqs: number[];
  answer(ackSeq: number | undefined): void;
}

/** An API that answers when it is told to. */
function aSlowApi(): { api: DriverApiClient; sent: Sent[] } {
  const sent: Sent[] = [];
  const sendPositions: DriverApiClient['sendPositions'] = ({ body }) =>
    new Promise((resolve, reject) => {
      const answer = (ackSeq: number | undefined): void => {
        if (ackSeq === undefined) reject(new Error('no network'));
        else resolve({ ackSeq, accepted: body.fixes.length, refused: [], nextIntervalMs: 4_000 });
      };
      sent.push({ seqs: body.fixes.map(({ seq }) => seq), answer });
    });
  return { api: { sendPositions } as DriverApiClient, sent };
}

describe('the positions of a phone', () => {
  let now: number;
  const fixes = (): Fixes => new Fixes(seededRandom(1), { time: { now: () => now }, noiseMetres: 0 });

  beforeEach(() => {
    now = NOW;
  });

  it('are known from the acknowledged ones on, whatever was taken since', async () => {
    const { api, sent } = aSlowApi();
    const phone = fixes();

    phone.take(NOW, STANDING);
    const sending = phone.send(api, { atLeast: 1 });
    phone.take(NOW + 5_000, STANDING); // on a network that is slower than the clock there is always one more
    sent[0]?.answer(sent[0].seqs[0]);
    await sending;

    expect(phone.knownSince(NOW)).toBe(true);
    expect(phone.knownSince(NOW + 1)).toBe(false);
    expect(phone.lastSeq).toBe(sent[0]?.seqs[0]);
  });

  it('are kept until they are acknowledged, and numbered without a gap', async () => {
    const { api, sent } = aSlowApi();
    const phone = fixes();

    phone.take(NOW, STANDING);
    const failing = phone.send(api, { atLeast: 1 });
    sent[0]?.answer(undefined);
    await expect(failing).rejects.toThrow('no network');
    phone.take(NOW + 5_000, STANDING);
    void phone.send(api, { atLeast: 1 });
    expect(sent).toHaveLength(1); // not at once
    now += 10_000;
    void phone.send(api, { atLeast: 1 });

    const [first = 0] = sent[0]?.seqs ?? [];
    expect(sent[1]?.seqs).toEqual([first, first + 1]);
    expect(phone.knownSince(NOW)).toBe(false);
  });

  it('are sent one after the other, and not before there are enough', async () => {
    const { api, sent } = aSlowApi();
    const phone = fixes();

    phone.take(NOW, STANDING);
    void phone.send(api, { atLeast: 2 });
    expect(sent).toHaveLength(0);
    phone.take(NOW + 5_000, STANDING);
    void phone.send(api, { atLeast: 2 });
    void phone.send(api, { atLeast: 1 });

    expect(sent.map(({ seqs }) => seqs.length)).toEqual([2]);
    await Promise.resolve();
  });
});
