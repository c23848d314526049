import { runService } from '@hansom/platform-runtime';

import { city } from './service.ts';

runService(city);
