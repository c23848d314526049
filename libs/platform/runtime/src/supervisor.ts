import { type Millis } from '@hansom/platform-context';

import { type RunningService } from './start-service.ts';

/** What a service that serves tells the process that started it, once. */
export interface ServingNotice {
  readonly kind: 'serving';
  readonly instance: string;
  readonly version: string;
  /** host:port of its RPCs. */
  readonly address: string;
  /** host:port of what it opened beside them, by the listener's name. */
  readonly listening: Readonly<Record<string, string>>;
}

/** What it tells again and again: of the last minute, as the admin service does. */
export interface FiguresNotice {
  readonly kind: 'figures';
  /** Those that were answered. */
  readonly callsPerSecond: number;
  /** 95th percentile of its slowest endpoint. */
  readonly slowestP95Ms: Millis;
  readonly memoryMb: number;
}

export type Notice = ServingNotice | FiguresNotice;

/** How long a service may still take when its supervisor is gone: as long as that would have given it. */
const LAST_MOMENT_MS: Millis = 15_000;
const FIGURES_MS: Millis = 2_000;

/** Whoever started this process with a channel to it, as `./hansom up` does. Without one nothing is told, and nobody gets lost. */
export interface Supervisor {
  /** Resolves when it is gone, however it died. The process ends some seconds later in any case. */
  readonly lost: Promise<void>;
  /** Tells that the service serves, and how it is doing from then on. */
  tell(service: RunningService): void;
}

export function supervisor(): Supervisor {
  return {
    lost: new Promise((resolve) => {
      process.once('disconnect', () => {
        setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref();
        resolve();
      });
      process.channel?.unref(); // who listens to it does not keep the process alive
    }),
    tell: (service) => {
      if (!process.channel) return;
      const { identity, instance, address, listening } = service;
      send({ kind: 'serving', instance, version: identity.version, address, listening });
      setInterval(() => send(figuresOf(service)), FIGURES_MS).unref();
    },
  };
}

function send(notice: Notice): void {
  process.send?.(notice, undefined, undefined, () => undefined); // gone in this moment: `lost` tells
}

function figuresOf({ rates }: RunningService): FiguresNotice {
  const endpoints = rates.endpoints();
  return {
    kind: 'figures',
    callsPerSecond: endpoints.reduce((sum, { success }) => sum + success.perSecond.m1, 0),
    slowestP95Ms: Math.max(0, ...endpoints.map(({ latency }) => latency.p95Ms)),
    memoryMb: process.memoryUsage.rss() / 2 ** 20,
  };
}

/** What a child said, if it is a notice. */
export function noticeIn(message: unknown): Notice | undefined {
  const isOne =
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    (message.kind === 'serving' || message.kind === 'figures');
  return isOne ? (message as Notice) : undefined; // of our own runtime, perhaps of another version
}
