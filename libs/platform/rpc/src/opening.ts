import { decodeAnswer, encodeRequest, outgoing } from './attempt.ts';
import { type Endpoint } from './endpoint.ts';
import { type ClientCall, type ClientFunction } from './interceptors.ts';
import { pump } from './pump.ts';
import { type Way } from './sender.ts';
import { errorOf } from './status.ts';
import { refuseTooLate } from './too-late.ts';
import { OK, type Pipe } from './transport.ts';

/** Opens a stream, and resolves with its answers: what the callee refuses is thrown where they are read. */
export function openingOf(endpoint: Endpoint, way: Way): ClientFunction {
  return async (request, call) => {
    refuseTooLate(endpoint, way.to, { call });
    const requests = endpoint.kind === 'bidi_stream' ? (request as AsyncIterable<unknown>) : only(request);
    const stream = new ClientStream(endpoint, way, call);
    const open = await stream.open();
    void stream.send(requests, open);
    return stream.answers(open.pipe);
  };
}

async function* only(request: unknown): AsyncGenerator<unknown> {
  yield request;
}

/** One stream as its client sees it. */
class ClientStream {
  /** What the caller's own messages threw. */
  private broken: { readonly error: unknown } | undefined;

  constructor(
    private readonly endpoint: Endpoint,
    private readonly way: Way,
    private readonly call: ClientCall,
  ) {}

  open(): Promise<OpenPipe> {
    return new Promise((resolve, reject) => {
      this.call.onCancel(() => {
        giveUp();
        reject(this.call.cancellation());
      });
      const giveUp = this.way.connection.open(outgoing(this.endpoint, this.call), (pipe) =>
        resolve({ pipe, giveUp: () => giveUp() }),
      );
    });
  }

  async send(requests: AsyncIterable<unknown>, { pipe, giveUp }: OpenPipe): Promise<void> {
    const { endpoint, way, call } = this;
    try {
      await pump(requests, call, (message) => pipe.send(encodeRequest(endpoint, way.to, message)));
      pipe.end(OK);
    } catch (error) {
      this.broken = { error };
      giveUp();
    }
  }

  async *answers(pipe: Pipe): AsyncGenerator<unknown> {
    const { endpoint, way, call } = this;
    for (;;) {
      const next = await pipe.receive();
      if (this.broken) throw this.broken.error;
      if ('message' in next) yield decodeAnswer(endpoint, way.to, next.message);
      else if (next.status.code === OK.code) return;
      else throw call.cancellation() ?? errorOf(next.status, way.to);
    }
  }
}

interface OpenPipe {
  pipe: Pipe;
  giveUp: () => void;
}
