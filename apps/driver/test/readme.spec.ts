import { describeReadme } from '@hansom/platform-runtime/testing';

import { driver } from '../src/service.ts';

describeReadme(__dirname, driver);
