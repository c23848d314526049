import { describeReadme } from '@hansom/platform-runtime/testing';

import { geosearch } from '../src/service.ts';

describeReadme(__dirname, geosearch);
