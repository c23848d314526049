import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';

import { FailureBoundary } from './components/failure-boundary.tsx';
import { Loading, Skeleton } from './components/skeleton.tsx';
import { Page } from './components/page.tsx';
import { useCity } from './session/me-context.tsx';
import { NotFoundView } from './shell/not-found-view.tsx';

const CityView = lazy(async () => ({ default: (await import('./city/city-view.tsx')).CityView }));
const BookingView = lazy(async () => ({
  default: (await import('./stories/booking/booking-view.tsx')).BookingView,
}));
const DriverView = lazy(async () => ({
  default: (await import('./stories/driver/driver-view.tsx')).DriverView,
}));
const SearchView = lazy(async () => ({ default: (await import('./search/search-view.tsx')).SearchView }));
const ServicesView = lazy(async () => ({
  default: (await import('./services/services-view.tsx')).ServicesView,
}));
const ServiceView = lazy(async () => ({
  default: (await import('./services/service-view.tsx')).ServiceView,
}));
const TrafficView = lazy(async () => ({ default: (await import('./traffic/traffic-view.tsx')).TrafficView }));

/** The views of who is signed in, by address. Each comes with its own script, when it is first looked at. */
export function Views() {
  const [path] = useLocation();
  const { code } = useCity();
  return (
    <FailureBoundary key={path} what="This view">
      <Suspense fallback={<ViewSkeleton />}>
        <Switch>
          <Route path="/">
            <Redirect to={`/city/${code}`} replace />
          </Route>
          <Route path="/city/:city">{({ city }) => <CityView key={city} code={city} />}</Route>
          <Route path="/bookings/:id">{({ id }) => <BookingView key={id} id={id} />}</Route>
          <Route path="/drivers/:id">{({ id }) => <DriverView key={id} id={id} />}</Route>
          <Route path="/search" component={SearchView} />
          <Route path="/services" component={ServicesView} />
          <Route path="/services/:name">{({ name }) => <ServiceView key={name} name={name} />}</Route>
          <Route path="/traffic" component={TrafficView} />
          <Route component={NotFoundView} />
        </Switch>
      </Suspense>
    </FailureBoundary>
  );
}

function ViewSkeleton() {
  return (
    <Page title="Loading" hideTitle>
      <Loading what="the view">
        <Skeleton shape="tall" />
      </Loading>
    </Page>
  );
}
