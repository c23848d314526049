import { runService } from '@hansom/platform-runtime';

import { positionTracker } from './service.ts';

runService(positionTracker);
