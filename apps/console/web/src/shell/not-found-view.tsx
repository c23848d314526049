import { Signpost } from 'lucide-react';
import { Link } from 'wouter';

import { Empty } from '../components/empty.tsx';
import { Page } from '../components/page.tsx';

export function NotFoundView() {
  return (
    <Page title="No such street" hideTitle>
      <Empty icon={Signpost} title="There is nothing at this address">
        <p>
          It may have been cut off when it was copied. <Link href="/">Back to the map</Link>, or press{' '}
          <kbd>/</kbd> to search.
        </p>
      </Empty>
    </Page>
  );
}
