import { runService } from '@hansom/platform-runtime';

import { sampleHold } from './service.ts';

runService(sampleHold);
