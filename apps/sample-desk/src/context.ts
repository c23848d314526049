import { type Config } from '@hansom/platform-config';
import { type ClientOf } from '@hansom/platform-rpc';
import { type SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

import { type SampleDeskConfig } from './config.ts';

/** What the handlers may use. */
export interface SampleDeskContext {
  config: Config<SampleDeskConfig>;
  holds: ClientOf<SampleHoldServiceDefinition>;
}
