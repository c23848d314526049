import { type Config } from '@hansom/platform-config';
import { type ClientOf } from '@hansom/platform-rpc';
import { type AuthServiceDefinition } from '@hansom/proto-auth';
import { type CityServiceDefinition } from '@hansom/proto-city';

import { type ConsoleConfig } from './config.ts';

/** What the routes may use: the services behind them. */
export interface ConsoleContext {
  config: Config<ConsoleConfig>;
  auth: ClientOf<AuthServiceDefinition>;
  city: ClientOf<CityServiceDefinition>;
}
