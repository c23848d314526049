import { type Me } from '@hansom/client-console';
import { MapPinOff } from 'lucide-react';
import { useEffect } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';

import { Button } from '../components/button.tsx';
import { Empty } from '../components/empty.tsx';
import { Failed } from '../components/failed.tsx';
import { Loading } from '../components/skeleton.tsx';
import { LiveProvider } from '../live/live-context.tsx';
import { Shell } from '../shell/shell.tsx';
import { Views } from '../views.tsx';
import { chooseCity, rememberCity } from './city-choice.ts';
import { CityProvider, MeProvider } from './me-context.tsx';
import { useSession, useSignOut } from './queries.ts';
import { signInPath } from './return-path.ts';
import css from './signed-in.module.css';

/** Everything that one sees signed in; who is not goes to the sign-in, and comes back. */
export function SignedIn() {
  const [path] = useLocation();
  const search = useSearch();
  const { data: me, error, refetch } = useSession();
  if (me) return <Inside me={me} />;
  if (me === null) return <Redirect to={signInPath(path, search)} replace />;
  return (
    <main className={css.alone}>
      <h1 className="visually-hidden">Hansom</h1>
      {error ? (
        <Failed error={error} what="The console" retry={() => void refetch()} />
      ) : (
        <Loading what="the console">
          <div className={css.bar} />
        </Loading>
      )}
    </main>
  );
}

function Inside({ me }: { me: Me }) {
  const [path] = useLocation();
  const city = chooseCity(me.cities, path, localStorage);
  const code = city?.code;
  useEffect(() => {
    if (code) rememberCity(code, localStorage);
  }, [code]);
  if (!city) return <NoCity name={me.name} />;
  return (
    <MeProvider me={me}>
      <CityProvider city={city}>
        <LiveProvider city={city.code}>
          <Shell>
            <Views />
          </Shell>
        </LiveProvider>
      </CityProvider>
    </MeProvider>
  );
}

function NoCity({ name }: { name: string }) {
  const signOut = useSignOut();
  return (
    <main className={css.alone}>
      <h1 className="visually-hidden">No city</h1>
      <Empty icon={MapPinOff} title="There is no city for you to see">
        <p>
          You are signed in as {name}, and your roles name no city that is here. A role like{' '}
          <code>OPS.GOT</code> shows one.
        </p>
      </Empty>
      <Button onClick={() => signOut.mutate()}>Sign out</Button>
    </main>
  );
}
