import '@mantine/core/styles.css';
import './app/theme.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isPassing, retryDelay } from './api/problem.js';
import { allowStyleTextOnly, giveStyleNonce, makeNoFunctionsOfText, styleNonce } from './app/page-policy.js';
import { router } from './app/router.js';
import { preferredLanguage, startLanguages } from './i18n/index.js';

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (count, error) => count < 6 && isPassing(error), retryDelay },
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');
allowStyleTextOnly();
makeNoFunctionsOfText();
const nonce = styleNonce();
giveStyleNonce(nonce);
await startLanguages(preferredLanguage());
createRoot(root).render(
  <StrictMode>
    <MantineProvider defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
