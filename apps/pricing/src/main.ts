import { runService } from '@hansom/platform-runtime';

import { pricing } from './service.ts';

runService(pricing);
