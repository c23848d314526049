import { runService } from '@hansom/platform-runtime';

import { customer } from './service.ts';

runService(customer);
