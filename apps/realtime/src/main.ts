import { runService } from '@hansom/platform-runtime';

import { realtime } from './service.ts';

runService(realtime);
