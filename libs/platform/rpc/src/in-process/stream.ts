import { type OutgoingCall, type Outcome, type Pipe } from '../transport.ts';
import { begin, BROKE, find, incoming, type Wires } from './exchange.ts';
import { Lane } from './lane.ts';

const CANCELLED: Outcome = { status: { code: 1, details: 'given up' } };

/** A stream in flight, as its client holds it. */
export interface ClientEnd {
  pipe: Pipe;
  /** Ends it for the client at once, and tells the other side. */
  giveUp(outcome?: Outcome): void;
}

/**
 * Opens a stream. Its messages travel one by one, in their order; where one of them, or the opening, or the giving up is lost, the
 * connection is broken, and both sides learn so at once.
 */
export function openStream(wires: Wires, call: OutgoingCall): ClientEnd {
  const lanes = { there: lane(), back: lane() };
  let cancelThere = (): void => undefined;
  carried('request', () => {
    cancelThere = serve(wires, call, lanes);
  });
  return {
    pipe: endOf(lanes.there, lanes.back),
    giveUp: (outcome = CANCELLED) => {
      leave(outcome);
      carried('cancel', cancel);
    },
  };

  function lane(): Lane {
    return new Lane((arrive) => wires.carry('message', call.path, arrive), broken);
  }

  function carried(kind: 'request' | 'cancel', arrive: () => void): void {
    if (!wires.carry(kind, call.path, arrive)) queueMicrotask(broken);
  }

  function broken(): void {
    leave(BROKE);
    cancel();
  }

  function leave(outcome: Outcome): void {
    lanes.there.stop();
    lanes.back.leave(outcome);
  }

  function cancel(): void {
    lanes.there.leave(CANCELLED);
    cancelThere();
  }
}

/** The server's side. Returns what cancels the stream there. */
function serve(wires: Wires, call: OutgoingCall, { there, back }: { there: Lane; back: Lane }): () => void {
  const found = find(wires, call, 'stream');
  if ('status' in found) {
    back.end(found);
    return () => undefined;
  }
  let cancel = (): void => undefined;
  const finish = begin(found.instance, () => {
    back.leave(BROKE);
    cancel();
  });
  const end = endOf(back, there);
  const pipe: Pipe = {
    ...end,
    end: (status) => {
      end.end(status);
      finish();
    },
  };
  cancel = found.route.serve(incoming(wires, call), pipe);
  return () => cancel();
}

function endOf(out: Lane, back: Lane): Pipe {
  return {
    send: (message) => out.send(message),
    end: (status) => out.end({ status }),
    receive: () => back.receive(),
  };
}
