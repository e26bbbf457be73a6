import { AppShell, Burger, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { m } from '../messages/en.ts';
import { sessionQuery, useMay } from '../session.ts';
import { Failure } from '../ui/failure.tsx';
import classes from './frame.module.css';
import { Me } from './me.tsx';
import { Search } from './search.tsx';
import { Sidebar } from './sidebar.tsx';
import { SittingMark } from './sitting-mark.tsx';
import { Waiting } from './states.tsx';

const FirstVendor = lazy(async () => ({ default: (await import('../parts/policy/first-vendor.tsx')).FirstVendor }));

/** The desk around every page: who may be here, the sidebar, the search. */
export function Frame() {
  const session = useQuery(sessionQuery);
  const { pathname } = useLocation();
  if (session.isPending) return <Waiting />;
  if (session.isError) return <Failure error={session.error} retry={() => void session.refetch()} />;
  if (!session.data.member) return <SignedOut />;
  if (!session.data.vendor) {
    return (
      <Suspense fallback={<Waiting />}>
        <FirstVendor mayWrite={session.data.features.includes('vendor')} />
      </Suspense>
    );
  }
  return <Shell vendor={session.data.vendor.name} demo={session.data.vendor.demo} pathname={pathname} />;
}

/** The sitting ended while a page was open: the route asks again who is there, and leads to the sign-in. */
function SignedOut() {
  const router = useRouter();
  useEffect(() => void router.invalidate(), [router]);
  return <Waiting />;
}

function Shell({ vendor, demo, pathname }: { vendor: string; demo: boolean; pathname: string }) {
  const may = useMay();
  const [open, { toggle, close }] = useDisclosure(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu on narrow screens
  useEffect(close, [pathname]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 184, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding={{ base: 'sm', sm: 'lg' }}
      transitionDuration={0}
    >
      <Button component="a" href="#main" className="skip">
        {m.frame.skip}
      </Button>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" gap="md" wrap="nowrap">
          <Burger
            opened={open}
            onClick={toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={open ? m.frame.closeMenu : m.frame.openMenu}
          />
          <Link to="/" className={classes.vendor}>
            <Text fw={600} truncate title={vendor}>
              {vendor}
            </Text>
          </Link>
          {!may('company') && <Search />}
          <Group gap="xs" wrap="nowrap" ml="auto">
            <SittingMark />
            <Me />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label={m.frame.parts}>
        <Text hiddenFrom="sm" fw={600} px="md" pt="md">
          {vendor}
        </Text>
        <Sidebar />
        {demo && (
          <Text size="xs" c="dimmed" p="md" mt="auto">
            {m.frame.demo}
          </Text>
        )}
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
    </AppShell>
  );
}
