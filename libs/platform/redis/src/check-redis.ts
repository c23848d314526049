import { type Millis } from '@hansom/platform-context';

import { type ConfiguredRedis, connectingTo, wrongSetting } from './configured.ts';
import { toText } from './link/address.ts';
import { connect } from './link/connect.ts';
import { describe, refusalOf } from './link/refusal.ts';

const PATIENCE_MS: Millis = 5_000;

/**
 * Whether a Redis can be used, for whoever starts an installation: services themselves go on without it. Rejects with a `ConfigError` in a line that
 * says what to do.
 */
export async function checkRedis(configured: ConfiguredRedis): Promise<void> {
  const connecting = await connectingTo(configured, 'hansom-check');
  try {
    (await connect(connecting, PATIENCE_MS)).disconnect();
  } catch (error) {
    const { address } = connecting;
    const absent = `Redis at ${toText(address)} cannot be reached: start it, or set another (${describe(error)})`;
    throw wrongSetting('HANSOM_REDIS', refusalOf(error, address) ?? absent);
  }
}
