import { describeReadme } from '@hansom/platform-runtime/testing';

import { driverApi } from '../src/service.ts';

describeReadme(__dirname, driverApi);
