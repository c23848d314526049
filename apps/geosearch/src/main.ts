import { runService } from '@hansom/platform-runtime';

import { geosearch } from './service.ts';

runService(geosearch);
