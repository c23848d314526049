import { type AnyImplemented, implement } from '@hansom/platform-http';

import { changeTraffic } from '../handlers/change-traffic.ts';
import { listTrafficChanges } from '../handlers/list-traffic-changes.ts';
import { previewTraffic } from '../handlers/preview-traffic.ts';
import { undoTrafficChange } from '../handlers/undo-traffic-change.ts';
import * as routes from '../routes/traffic.ts';
import { type TrafficContext } from './traffic-context.ts';

/** How calls are spread, who changed that, and what a change would do. */
export function trafficRoutes(ctx: TrafficContext): AnyImplemented[] {
  return [
    implement(routes.listTrafficChanges, listTrafficChanges(ctx)),
    implement(routes.previewTraffic, previewTraffic(ctx)),
    implement(routes.changeTraffic, changeTraffic(ctx)),
    implement(routes.undoTrafficChange, undoTrafficChange(ctx)),
  ];
}
