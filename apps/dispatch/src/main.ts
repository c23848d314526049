import { runService } from '@hansom/platform-runtime';

import { dispatch } from './service.ts';

runService(dispatch);
