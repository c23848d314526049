import { anyOf } from './messages.ts';

/** Resources come from where this one came from. */
export const FROM_ADS = { ads: {}, resource_api_version: 'V3' };

/** Filter that injects what the routes' overrides say. */
export const FAULT_FILTER = 'fault';

/** Never changes: a change of listeners alone is not noticed by grpc-js-xds. */
export function listenerOf(name: string): object {
  const manager = {
    rds: { route_config_name: name, config_source: FROM_ADS },
    http_filters: [
      { name: FAULT_FILTER, typed_config: anyOf('envoy.extensions.filters.http.fault.v3.HTTPFault', {}) },
      { name: 'router', typed_config: anyOf('envoy.extensions.filters.http.router.v3.Router', {}) },
    ],
  };
  const type = 'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
  return { name, api_listener: { api_listener: anyOf(type, manager) } };
}
