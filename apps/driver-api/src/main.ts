import { runService } from '@hansom/platform-runtime';

import { driverApi } from './service.ts';

runService(driverApi);
