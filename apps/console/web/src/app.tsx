import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Route, Switch } from 'wouter';

import { ApiProvider } from './api/api.tsx';
import { createQueryClient } from './api/query-client.ts';
import { LinkView } from './session/link-view.tsx';
import { SignInView } from './session/sign-in-view.tsx';
import { SignedIn } from './session/signed-in.tsx';
import { ThemeProvider } from './theme/theme-context.tsx';

export function App() {
  const [queries] = useState(createQueryClient);
  return (
    <ThemeProvider>
      <ApiProvider>
        <QueryClientProvider client={queries}>
          <Switch>
            <Route path="/sign-in" component={SignInView} />
            <Route path="/sign-in/link" component={LinkView} />
            <Route component={SignedIn} />
          </Switch>
        </QueryClientProvider>
      </ApiProvider>
    </ThemeProvider>
  );
}
