import { runService } from '@hansom/platform-runtime';

import { sampleDesk } from './service.ts';

runService(sampleDesk);
