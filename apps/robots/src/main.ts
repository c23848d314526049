import { runService } from '@hansom/platform-runtime';

import { robots } from './service.ts';

runService(robots);
