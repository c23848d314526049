import { type Buffer } from 'node:buffer';

import { type Effects } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';

import { formatBaggage } from './baggage.ts';
import { decodeMessage, encodeMessage, MAX_MESSAGE_BYTES } from './codec.ts';
import { type Endpoint } from './endpoint.ts';
import { type ClientCall, type ClientFunction } from './interceptors.ts';
import { backOff, isRetryable, MAX_ATTEMPTS, type RetryBudget } from './retry.ts';
import { errorOf } from './status.ts';
import { refuseTooLate } from './too-late.ts';
import { type Connection, type Headers, type Outcome } from './transport.ts';

/** The way from one service to another, shared by all RPCs between them. */
export interface Way {
  to: string;
  connection: Connection;
  budget: RetryBudget;
  effects: Effects;
}

/** The innermost part of a client: encodes, sends, sends again where that is safe, decodes. */
export function senderOf(endpoint: Endpoint, way: Way): ClientFunction {
  return async (request, call) => {
    const message = encodeRequest(endpoint, way.to, request);
    way.budget.earn();
    // One attempt after the other is the point of it.
    for (let attempt = 1; ; attempt += 1) {
      refuseTooLate(endpoint, way.to, call);
      try {
        return decodeAnswer(endpoint, way.to, await sendOnce(endpoint, way, { message, call }));
      } catch (error) {
        await beforeNext(attempt, error, { endpoint, way, call });
      }
    }
  };
}

/** Waits before the next attempt; throws `error` when there is to be none. */
async function beforeNext(
  attempt: number,
  error: unknown,
  { endpoint, way, call }: { endpoint: Endpoint; way: Way; call: ClientCall },
): Promise<void> {
  if (!(error instanceof HansomError) || !isRetryable(endpoint, way.to, error)) throw error;
  const wait = backOff(attempt, way.effects);
  const inTime = call.remaining() - wait >= endpoint.promise.meanMs;
  if (attempt >= MAX_ATTEMPTS || !inTime || !way.budget.spend()) throw error;
  await way.effects.timers.sleep(wait, call.signal);
}

function sendOnce(
  endpoint: Endpoint,
  way: Way,
  { message, call }: { message: Buffer; call: ClientCall },
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const forget = call.onCancel(() => {
      giveUp();
      reject(call.cancellation());
    });
    const take = (outcome: Outcome): void => {
      forget();
      if ('message' in outcome) resolve(outcome.message);
      else reject(errorOf(outcome.status, way.to));
    };
    const request = { path: endpoint.path, message, timeoutMs: call.remaining(), headers: headersOf(call) };
    const giveUp = way.connection.send(request, take);
  });
}

function headersOf(call: ClientCall): Headers | undefined {
  const baggage = formatBaggage(call.baggage);
  return baggage === undefined ? call.headers : { ...call.headers, baggage };
}

function encodeRequest(endpoint: Endpoint, to: string, request: unknown): Buffer {
  const message = encoded(endpoint, request);
  if (message.length <= MAX_MESSAGE_BYTES) return message;
  throw new HansomError('invalid_argument', `${to}.request_too_large`, {
    description: `a request has at most ${MAX_MESSAGE_BYTES} bytes`,
    context: { bytes: String(message.length) },
  });
}

function encoded(endpoint: Endpoint, request: unknown): Buffer {
  try {
    return encodeMessage(endpoint.request, request);
  } catch (cause) {
    throw new TypeError(`what was given to ${endpoint.path} is not its request`, { cause });
  }
}

function decodeAnswer(endpoint: Endpoint, to: string, bytes: Uint8Array): unknown {
  try {
    return decodeMessage(endpoint.response, bytes);
  } catch (cause) {
    const description = `${endpoint.method} answered with what is not its response`;
    throw new HansomError('internal', `${to}.bad_response`, { description, cause });
  }
}
