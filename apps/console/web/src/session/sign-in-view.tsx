import { isProblem } from '@hansom/client-console';
import { type FormEvent } from 'react';
import { Redirect, useSearch } from 'wouter';

import { explain } from '../api/explain.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Notice } from '../components/notice.tsx';
import { useTitle } from '../components/use-title.ts';
import { useSession, useSignIn } from './queries.ts';
import { returnPath } from './return-path.ts';
import { SignInCard } from './sign-in-card.tsx';
import css from './sign-in-view.module.css';

export function SignInView() {
  useTitle('Sign in');
  const search = useSearch();
  const { data: me } = useSession();
  const signIn = useSignIn();
  if (me) return <Redirect to={returnPath(search)} replace />;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ name: String(form.get('name')), password: String(form.get('password')) });
  };
  return (
    <SignInCard title="Sign in to the city">
      {signIn.isError && <Refused error={signIn.error} />}
      <form className={css.form} onSubmit={submit}>
        <Field
          label="Name"
          name="name"
          autoComplete="username"
          maxLength={100}
          autoCapitalize="none"
          required
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          maxLength={200}
          required
        />
        <Button type="submit" look="main" busy={signIn.isPending}>
          Sign in
        </Button>
      </form>
      <p className={css.hint}>
        On your own machine, <code>./hansom staff link dev</code> prints a link that signs in once.
      </p>
    </SignInCard>
  );
}

function Refused({ error }: { error: unknown }) {
  if (isProblem(error, 'auth.credentials_refused')) {
    return (
      <Notice tone="bad" title="Name and password do not match" urgent>
        <p>Check both. After a few wrong guesses the account takes none for a while.</p>
      </Notice>
    );
  }
  if (isProblem(error, 'auth.too_many_attempts')) {
    return (
      <Notice tone="bad" title="Too many wrong guesses" urgent>
        <p>This account takes no password for some minutes. A link still signs in.</p>
      </Notice>
    );
  }
  const { title, detail } = explain(error, 'Your session');
  return (
    <Notice tone="bad" title={title} urgent>
      <p>{detail}</p>
    </Notice>
  );
}
