import { type Buffer } from 'node:buffer';

import { HansomError } from '@hansom/platform-errors';

import { formatBaggage } from './baggage.ts';
import { decodeMessage, encodeMessage, MAX_MESSAGE_BYTES } from './codec.ts';
import { type Endpoint } from './endpoint.ts';
import { type ClientCall, type ClientFunction } from './interceptors.ts';
import { type Way } from './sender.ts';
import { errorOf } from './status.ts';
import { type OutgoingCall, type Outcome } from './transport.ts';

/** Sends a unary call once. */
export function attemptOf(endpoint: Endpoint, way: Way): ClientFunction {
  return async (request, call) => {
    const message = encodeRequest(endpoint, way.to, request);
    return decodeAnswer(endpoint, way.to, await exchanged(endpoint, way, { message, call }));
  };
}

function exchanged(
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
    const giveUp = way.connection.send({ ...outgoing(endpoint, call), message }, take);
  });
}

/** What a call is as it leaves. */
export function outgoing(endpoint: Endpoint, call: ClientCall): OutgoingCall {
  const baggage = formatBaggage(call.baggage);
  const headers = baggage === undefined ? call.headers : { ...call.headers, baggage };
  return { path: endpoint.path, timeoutMs: call.remaining(), headers, target: call.target };
}

export function encodeRequest(endpoint: Endpoint, to: string, request: unknown): Buffer {
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

export function decodeAnswer(endpoint: Endpoint, to: string, bytes: Uint8Array): unknown {
  try {
    return decodeMessage(endpoint.response, bytes);
  } catch (cause) {
    const description = `${endpoint.method} answered with what is not its response`;
    throw new HansomError('internal', `${to}.bad_response`, { description, cause });
  }
}
