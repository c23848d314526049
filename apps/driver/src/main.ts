import { runService } from '@hansom/platform-runtime';

import { driver } from './service.ts';

runService(driver);
