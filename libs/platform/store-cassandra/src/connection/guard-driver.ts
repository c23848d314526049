import { type Effects, type Millis } from '@hansom/platform-context';
import { type Client } from 'cassandra-driver';

/** What the driver follows the cluster by. It is not part of its types. */
export interface ControlConnection {
  _refresh(hosts?: unknown): Promise<void>;
  _isShuttingDown: boolean;
}

const AGAIN_AFTER_MS: Millis = 1_000;

/**
 * Keeps two faults of the driver (4.10) from us. It may begin to renew its control connection twice at once, and one of the two then
 * falls over what the other took away: an error that nobody catches, which ends the process. Here one is under way at a time, and one
 * that fails is begun again. And it forgets a node that it drops, but goes on connecting to it for ever, so that no process ends: here it
 * stops. Throws where the driver is not built as this knows it.
 */
export function guardDriver(client: Client, effects: Effects): void {
  guardControlConnection(controlConnectionOf(client), effects);
  client.on(
    'hostRemove',
    (host: { shutdown(whenDone: boolean): Promise<void> }) => void host.shutdown(false),
  );
}

function guardControlConnection(control: ControlConnection, { timers, log }: Effects): void {
  const renew = control._refresh.bind(control);
  let underWay: Promise<void> | undefined;

  async function renewed(): Promise<void> {
    try {
      await renew();
    } catch (error) {
      log.warn('the driver could not renew its control connection; it is tried again', { error });
      if (!control._isShuttingDown) void timers.sleep(AGAIN_AFTER_MS).then(() => control._refresh());
    } finally {
      underWay = undefined;
    }
  }

  // Given hosts it is part of one that is under way.
  control._refresh = (hosts) => (hosts === undefined ? (underWay ??= renewed()) : renew(hosts));
}

function controlConnectionOf(client: Client): ControlConnection {
  const { controlConnection: control } = client as unknown as {
    controlConnection?: Partial<ControlConnection>;
  };
  if (typeof control?._refresh === 'function' && typeof control._isShuttingDown === 'boolean')
    return control as ControlConnection; // has all that was just looked at
  throw new TypeError('cassandra-driver is not the version that is guarded here');
}
