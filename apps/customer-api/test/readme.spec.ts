import { describeReadme } from '@hansom/platform-runtime/testing';

import { customerApi } from '../src/service.ts';

describeReadme(__dirname, customerApi);
