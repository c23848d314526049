import path from 'node:path';
import { setFlagsFromString } from 'node:v8';

import { type Millis } from '@hansom/platform-context';
import { leave, stopSignal } from '@hansom/platform-runtime';

import { keepLogsBounded } from '../logs/bound-logs.ts';
import { OneProcess, type OneProcessOptions } from '../one-process.ts';
import { openOperator, type Operator } from '../operator.ts';
import { SERVICES } from '../services.ts';
import { type CityWatch, watchCity, WATCHED } from '../terminal/city-watch.ts';
import { LINKED, linkConsole } from '../terminal/console-link.ts';
import { type View } from '../terminal/panel.ts';
import { RunRecord } from '../terminal/run-record.ts';
import { type Screen, screenOn } from '../terminal/screen.ts';

export interface StartOptions extends OneProcessOptions {
  robots: boolean;
  json?: true;
  until?: { rides: number };
  giveUpAfter?: number;
  untilReady?: true;
}

/** How far the heap may grow past what is alive before it is cleaned, in percent. Left alone, V8 lets 130 MB that are alive become 570. */
const HEAP_GROWTH = 40;

/** How long a start may still take after it was told to stop. */
const LAST_MOMENT_MS: Millis = 10_000;

/** How often it is asked how the services are. */
const LOOK_MS: Millis = 100;

/** Runs services in this process, and shows what happens in their city, until it is told to stop or what was waited for has come. */
export async function start(names: readonly string[], options: StartOptions): Promise<void> {
  const stopped = stopSignal();
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  process.stdout.on('error', () => undefined); // whoever reads along may go: the services go on
  const screen = screenOn(process.stdout, { json: options.json === true });
  const here = await OneProcess.open(names.length > 0 ? names : allServices(options), options);
  const run = new Run(here, screen, options);
  try {
    let isUp = false;
    void stopped.then(() => isUp || endSoon());
    await run.begin(); // also when it was told to stop: services cannot be stopped while they start
    isUp = true;
    if (!options.untilReady) {
      run.link();
      await Promise.race([stopped, run.over]);
    }
  } finally {
    await run.end();
    leave();
  }
}

/** A start that hangs cannot be waited for. That the process dies then is what the next start copes with, as with any other crash. */
function endSoon(): void {
  setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref();
}

/** Those of the city: samples are started by name. */
function allServices({ robots }: StartOptions): string[] {
  return Object.keys(SERVICES).filter((name) => !name.startsWith('sample-') && (robots || name !== 'robots'));
}

/** One run of this command, from its first service to its last. */
class Run {
  /** Resolves when the rides that were waited for are completed, or too much time has passed. */
  readonly over: Promise<void>;
  private readonly record = new RunRecord({ uptimeMs, peakMemoryMb });
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly ending = new AbortController();
  private linked: Promise<void> | undefined;
  private city: CityWatch | undefined;
  private finish: () => void = () => undefined;
  private bounded: () => void = () => undefined;

  constructor(
    private readonly here: OneProcess,
    private readonly screen: Screen,
    private readonly options: StartOptions,
  ) {
    this.over = new Promise((resolve) => (this.finish = resolve));
  }

  async begin(): Promise<void> {
    const { here, screen, options } = this;
    const started = ({ definition: { name, description }, service: { address } }: (typeof here.running)[0]) =>
      screen.started({ name, address, description });
    await here.startServices(started);
    if (here.has(WATCHED)) this.city = await this.watch();
    await here.startRobots(started);
    this.bounded = keepLogsBounded(path.join(options.data, 'logs'), here.installation.timers);
    screen.ready({ services: here.services, ms: uptimeMs(), data: options.data });
    this.look();
    this.timers.push(
      setInterval(() => this.look(), LOOK_MS),
      setInterval(() => screen.show(this.view()), screen.everyMs),
    );
    if (options.giveUpAfter !== undefined)
      this.timers.push(setTimeout(() => this.giveUp(), options.giveUpAfter * 1_000));
  }

  /** Has a link to the console shown as soon as there is one, however slow auth is: nothing waits for it. */
  link(): void {
    const { here, screen } = this;
    const [auth, address] = [here.addressOf('auth'), here.urlOf('console')];
    if (!here.has(LINKED) || auth === undefined || address === undefined) return;
    const operator = (): Promise<Operator> => openOperator(this.options);
    const { timers } = here.installation;
    const { signal } = this.ending;
    this.linked = linkConsole({ operator, timers, auth, address, signal }, (told) => screen.console(told));
  }

  async end(): Promise<void> {
    this.timers.forEach((timer) => clearInterval(timer));
    this.bounded();
    this.screen.stopping();
    this.ending.abort();
    await this.linked;
    await this.city?.close();
    await this.here.close();
    this.screen.ended(this.record.summary());
  }

  private watch(): Promise<CityWatch> {
    const { installation } = this.here;
    const { data, traffic, city } = this.options;
    const addressOf = (service: string): string => this.here.addressOf(service) ?? '';
    const where = { data, traffic };
    return watchCity({ installation, where, addressOf, city, changed: () => this.changed() });
  }

  private changed(): void {
    const completed = this.city?.figures.completed ?? 0;
    this.record.completed(completed);
    const { until } = this.options;
    if (until && completed >= until.rides) this.finish();
  }

  private look(): void {
    if (!this.record.wasHealthy && this.here.unhealthy().length === 0) this.record.healthy();
  }

  private giveUp(): void {
    process.exitCode = 1;
    this.finish();
  }

  private view(): View {
    const { here, city } = this;
    const { clock } = here.installation;
    return {
      city: city && { ...city, now: clock.now(), speed: clock.speed, figures: city.figures.snapshot() },
      console: here.urlOf('console'),
      services: here.services,
      unhealthy: here.unhealthy(),
      memoryMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
    };
  }
}

function uptimeMs(): Millis {
  return Math.round(process.uptime() * 1_000);
}

function peakMemoryMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1_024);
}
