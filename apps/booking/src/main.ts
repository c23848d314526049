import { runService } from '@hansom/platform-runtime';

import { booking } from './service.ts';

runService(booking);
