import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { queries } from './api/client.ts';
import { router } from './routes.ts';
import { sessionQuery } from './session.ts';
import { deskTheme } from './theme.ts';

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Themed />
    </QueryClientProvider>
  );
}

function Themed() {
  const accent = useQuery(sessionQuery).data?.vendor?.accentColor ?? null;
  const theme = useMemo(() => deskTheme(accent), [accent]);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Notifications position="bottom-right" />
      <RouterProvider router={router} />
    </MantineProvider>
  );
}
