import './mantine.css';
import './theme.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { queries } from './api/client.ts';
import { router } from './routes.ts';
import { sessionQuery } from './session.ts';
import { deskTheme } from './theme.ts';
import { SaidMessages } from './ui/said.tsx';

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
      <SaidMessages />
      <RouterProvider router={router} />
    </MantineProvider>
  );
}
