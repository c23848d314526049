import { runService } from '@hansom/platform-runtime';

import { eta } from './service.ts';

runService(eta);
