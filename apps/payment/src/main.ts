import { runService } from '@hansom/platform-runtime';

import { payment } from './service.ts';

runService(payment);
