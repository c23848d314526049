import { type Host } from '@hansom/platform-runtime';
import { type ClientOf } from '@hansom/platform-rpc';
import { type ShiftServiceDefinition } from '@hansom/proto-shift';

import { type CitiesOptions } from './cities.ts';
import { toStanding } from './handlers/mapping.ts';

/** For a whole list, real time: a city has some pages. */
const LIST_MS = 10_000;

/** Who is on shift in a city, page by page, as shift lists it. */
export function liveShifts(
  shift: Pick<ClientOf<ShiftServiceDefinition>, 'listLive'>,
  begin: Host['call'],
): CitiesOptions['listLive'] {
  return async function* (city) {
    const call = begin({ deadlineMs: LIST_MS });
    try {
      let page = '';
      do {
        const { shifts, nextPage } = await shift.listLive({ city, page }, call);
        yield shifts.map(toStanding);
        page = nextPage;
      } while (page !== '');
    } finally {
      call.end();
    }
  };
}
