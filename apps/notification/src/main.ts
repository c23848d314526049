import { runService } from '@hansom/platform-runtime';

import { notification } from './service.ts';

runService(notification);
