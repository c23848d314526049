import { describeReadme } from '@hansom/platform-runtime/testing';

import { dispatch } from '../src/service.ts';

describeReadme(__dirname, dispatch);
