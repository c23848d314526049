import { settle } from '@hansom/platform-context/testing';

import { anEnvelope } from '../testing/bus.contract.ts';
import { Mailbox } from './mailbox.ts';

function aMailbox(options: { capacity: number; window: number }) {
  const release: (() => void)[] = [];
  const seen: number[] = [];
  const deliver = ({ version }: { version: number }): Promise<void> => {
    seen.push(version);
    return new Promise((resolve) => release.push(resolve));
  };
  const mailbox = new Mailbox(deliver, options, () => undefined);
  const put = (...versions: number[]): void =>
    versions.forEach((version) => mailbox.put(anEnvelope({ version })));
  return { mailbox, put, seen, release };
}

describe('Mailbox', () => {
  it('delivers after the turn of whoever publishes', async () => {
    const { put, seen } = aMailbox({ capacity: 10, window: 10 });

    put(1);
    const early = [...seen];
    await settle();

    expect([early, seen]).toEqual([[], [1]]);
  });

  it('delivers no more at the same time than its window', async () => {
    const { mailbox, put, seen, release } = aMailbox({ capacity: 10, window: 2 });
    put(1, 2, 3);
    await settle();
    const first = [...seen];

    release[0]?.();
    await settle();

    expect([first, seen, mailbox.depth]).toEqual([[1, 2], [1, 2, 3], 0]);
  });

  it('drops what finds no room, and counts it', async () => {
    const { mailbox, put, seen, release } = aMailbox({ capacity: 2, window: 1 });
    put(1);
    await settle();

    put(2, 3, 4, 5);
    for (let turn = 0; turn < 5; turn++) {
      release[turn]?.();
      await settle();
    }

    expect(mailbox.dropped).toBe(2);
    expect(seen).toEqual([1, 2, 3]);
  });
});
