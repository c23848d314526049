import { type MeshView } from '../model/view.ts';
import { FROM_ADS } from './listener.ts';
import { groupOf } from './names.ts';
import { isSharded } from './routes.ts';

/**
 * A failing instance of three is out within 2 s, and back 2 s after its cure. Every field is said: one that is left out turns ejection off
 * without a word.
 */
const OUTLIERS = {
  interval: { seconds: 1 },
  base_ejection_time: { seconds: 3 },
  max_ejection_time: { seconds: 10 },
  max_ejection_percent: { value: 50 },
  enforcing_failure_percentage: { value: 100 },
  failure_percentage_threshold: { value: 50 },
  failure_percentage_minimum_hosts: { value: 3 },
  failure_percentage_request_volume: { value: 20 },
  enforcing_success_rate: { value: 0 },
};

const RING = {
  lb_policy: 'RING_HASH',
  ring_hash_lb_config: {
    hash_function: 'XX_HASH',
    minimum_ring_size: { value: 1024 },
    maximum_ring_size: { value: 4096 },
  },
};

/** How the instances of a group share its calls: in turn, or each city's to the same one. */
export function clusterOf(view: MeshView, name: string): object {
  const { service, instance } = groupOf(name);
  const ring = instance === undefined && isSharded(view.service(service));
  return {
    name,
    type: 'EDS',
    eds_cluster_config: { eds_config: FROM_ADS },
    outlier_detection: OUTLIERS,
    ...(ring ? RING : { lb_policy: 'ROUND_ROBIN' }),
  };
}
