import path from 'node:path';

import { realTimers } from '@hansom/platform-context';
import { stopSignal } from '@hansom/platform-runtime';

import { followLogs, lastLines, type LoggedLine } from '../logs/follow-logs.ts';
import { inWords } from '../logs/log-line.ts';
import { withPrefix } from '../up/up-screen.ts';
import { type FleetAt } from './fleet-orders.ts';

export interface LogsOptions extends FleetAt {
  follow?: true;
  lines: number;
  json?: true;
}

/** Prints what the processes of a service, or of all, have logged last; with `follow` what they log from then on too. */
export async function logs(
  service: string | undefined,
  { data, follow, lines, json }: LogsOptions,
): Promise<void> {
  const folder = path.join(data, 'logs');
  const wanted = (name: string): boolean => service === undefined || isOf(name, service);
  const print = ({ of, line }: LoggedLine): void => {
    process.stdout.write(`${json ? line : withPrefix(of, inWords(line), process.stdout.isTTY)}\n`);
  };
  if (!follow) return lastLines(folder, { wanted, count: lines }).sort(byTime).slice(-lines).forEach(print);
  const stopped = stopSignal();
  const stop = followLogs(folder, { wanted, timers: realTimers() }, print);
  await stopped;
  stop();
}

/** `booking`, `booking-2` and `booking@20260102030405`, but not `booking-desk`. */
function isOf(name: string, service: string): boolean {
  return (
    name === service || (name.startsWith(service) && /^(-\d+|@\w+(-\d+)?)$/.test(name.slice(service.length)))
  );
}

/** Lines that tell no time stay where they are. */
function byTime(a: LoggedLine, b: LoggedLine): number {
  const [left, right] = [timeIn(a.line), timeIn(b.line)];
  if (left === undefined || right === undefined || left === right) return 0;
  return left < right ? -1 : 1;
}

function timeIn(line: string): string | undefined {
  return /"time":"([^"]+)"/.exec(line)?.[1];
}
