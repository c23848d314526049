import { fakeEffects, settle } from '@hansom/platform-context/testing';

import { Span } from '../trace/span.ts';
import { type ExportSpans, SpanQueue } from './span-queue.ts';

function world(answer: (batch: number) => Promise<void> = async () => undefined) {
  const effects = fakeEffects();
  const batches: number[] = [];
  const send: ExportSpans = (spans) => {
    batches.push(spans.length);
    return answer(batches.length);
  };
  const queue = new SpanQueue(send, effects);
  return { effects, batches, queue };
}

function push(queue: SpanQueue, count: number): void {
  for (let i = 0; i < count; i += 1) queue.push(aSpan(queue));
}

function aSpan(queue: SpanQueue): Span {
  const start = { name: 'spec', kind: 'internal', attributes: {} } as const;
  const startedAt = fakeEffects().monotonic.now();
  return new Span(queue, {
    start,
    traceId: 'a'.repeat(32),
    spanId: 'b'.repeat(16),
    parent: undefined,
    startedAt,
  });
}

function countsOf(queue: SpanQueue): number[] {
  return queue.metrics().map((metric) => metric.read() as number);
}

function never(): Promise<void> {
  return new Promise(() => undefined);
}

describe('SpanQueue', () => {
  it('sends what waits within a second', async () => {
    const { effects, batches, queue } = world();
    push(queue, 3);

    await effects.time.advance(999);
    const early = [...batches];
    await effects.time.advance(1);

    expect([early, batches]).toEqual([[], [3]]);
    expect(countsOf(queue)).toEqual([0, 3, 0]);
    expect(effects.time.waiting).toBe(0);
  });

  it('sends a full batch at once, and one at a time', async () => {
    let answer: () => void = () => undefined;
    const { batches, queue } = world(() => new Promise((resolve) => (answer = resolve)));
    push(queue, 1200);

    await settle();
    const first = [...batches];
    answer();
    await settle();

    expect([first, batches]).toEqual([[512], [512, 512]]);
  });

  it('drops what comes while 2,048 wait', async () => {
    const { queue, effects } = world(never);
    push(queue, 512);

    push(queue, 3000);

    expect(countsOf(queue)).toEqual([2048, 0, 952]);
    await effects.time.advance(4000);
  });

  it('gives a batch up that takes over 5 s, says so, and goes on', async () => {
    const { effects, batches, queue } = world((batch) => (batch === 1 ? never() : Promise.resolve()));
    push(queue, 512);
    push(queue, 1);

    await effects.time.advance(5000);
    await effects.time.advance(1000);

    expect(batches).toEqual([512, 1]);
    expect(countsOf(queue)).toEqual([0, 1, 512]);
    expect(effects.log.lines).toMatchObject([{ level: 'warn', fields: { spans: 512 } }]);
  });

  it('counts a batch that was refused as dropped, and does not send it again', async () => {
    const { effects, batches, queue } = world(() => Promise.reject(new Error('refused')));
    push(queue, 2);

    await effects.time.advance(10_000);

    expect(batches).toEqual([2]);
    expect(countsOf(queue)).toEqual([0, 0, 2]);
  });

  it('logs an outage once', async () => {
    const { effects, queue } = world((batch) =>
      batch === 3 ? Promise.resolve() : Promise.reject(new Error('down')),
    );

    for (let i = 0; i < 5; i += 1) {
      push(queue, 1);
      await effects.time.advance(1000);
    }

    expect(effects.log.lines.map(({ message }) => message)).toEqual(['spans are lost', 'spans are lost']);
  });

  it('sends all that waits when it is closed, and takes nothing more', async () => {
    const { batches, queue, effects } = world();
    push(queue, 600);

    await Promise.all([queue.close(), queue.close()]);
    push(queue, 1);

    expect(batches).toEqual([512, 88]);
    expect(countsOf(queue)).toEqual([0, 600, 1]);
    expect(effects.time.waiting).toBe(0);
  });

  it('is closed after 2 s although the collector hangs', async () => {
    const { effects, queue } = world(never);
    push(queue, 600);
    let closed = false;
    void queue.close().then(() => (closed = true));

    await effects.time.advance(1999);
    const early = closed;
    await effects.time.advance(1);

    expect([early, closed]).toEqual([false, true]);
    expect(countsOf(queue)).toEqual([0, 0, 600]);
    expect(effects.time.waiting).toBe(0);
  });
});
