import { runService } from '@hansom/platform-runtime';

import { console } from './service.ts';

runService(console);
