import { status } from '@grpc/grpc-js';

import { type Outcome, type Pipe } from '../transport.ts';
import { type Link } from './channel.ts';

const UNREACHABLE: Outcome = {
  status: { code: status.UNAVAILABLE, details: 'it has no instance that can be reached' },
};

const BROKEN: Pipe = {
  send: () => Promise.resolve(),
  end: () => undefined,
  receive: () => Promise.resolve(UNREACHABLE),
};

/** Where calls go that can go nowhere: soon, and not within the call, they learn so. */
export const NO_LINK: Link = {
  send: (_request, _deadline, answer) => {
    queueMicrotask(() => answer(UNREACHABLE));
    return () => undefined;
  },
  open: (_call, _deadline, use) => {
    use(BROKEN);
    return () => undefined;
  },
  retire: () => undefined,
  close: () => undefined,
};
