import { runService } from '@hansom/platform-runtime';

import { shift } from './service.ts';

runService(shift);
