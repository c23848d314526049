import { runService } from '@hansom/platform-runtime';

import { auth } from './service.ts';

runService(auth);
