import { runService } from '@hansom/platform-runtime';

import { customerApi } from './service.ts';

runService(customerApi);
