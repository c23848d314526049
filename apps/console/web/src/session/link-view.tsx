import { isProblem } from '@hansom/client-console';
import { useEffect, useRef, useState } from 'react';
import { Link, Redirect } from 'wouter';

import { explain } from '../api/explain.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { useTitle } from '../components/use-title.ts';
import css from './link-view.module.css';
import { useRedeemLink } from './queries.ts';
import { SignInCard } from './sign-in-card.tsx';

/** Redeems the secret of `/sign-in/link#<secret>`. It is good once: it leaves the address, and so history, before it is sent. */
export function LinkView() {
  useTitle('Sign in');
  const [secret] = useState(() => location.hash.slice(1));
  const { mutate, isSuccess, error } = useRedeemLink();
  const sent = useRef(false);
  useEffect(() => {
    history.replaceState(history.state, '', '/sign-in/link');
    if (secret && !sent.current) mutate(secret);
    sent.current = true; // StrictMode runs effects twice
  }, [secret, mutate]);
  if (isSuccess) return <Redirect to="/" replace />;
  if (!secret)
    return <Unusable title="This link has no secret" detail="Copy it whole, with what follows the #." />;
  if (error) return <LinkRefused error={error} again={() => mutate(secret)} />;
  return (
    <SignInCard title="Signing you in">
      <p role="status">One moment.</p>
    </SignInCard>
  );
}

function LinkRefused({ error, again }: { error: unknown; again: () => void }) {
  if (isProblem(error, 'auth.link_refused')) {
    const detail = 'A link signs in once, and only for a short while. This one was used, or is too old.';
    return <Unusable title="This link does not sign in any more" detail={detail} />;
  }
  const { title, detail } = explain(error, 'Your session');
  return (
    <SignInCard title="You are not signed in yet">
      <Notice tone="bad" title={title} urgent>
        <p>{detail}</p>
      </Notice>
      <Button look="main" onClick={again}>
        Try again
      </Button>
    </SignInCard>
  );
}

function Unusable({ title, detail }: { title: string; detail: string }) {
  return (
    <SignInCard title={title}>
      <p role="alert">{detail}</p>
      <p className={css.next}>For a new one run</p>
      <pre className={css.command}>
        <code>./hansom staff link dev</code>
      </pre>
      <p>
        or <Link href="/sign-in">sign in by name and password</Link>.
      </p>
    </SignInCard>
  );
}
