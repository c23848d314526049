import { runService } from '@hansom/platform-runtime';

import { traffic } from './service.ts';

runService(traffic);
