import { Container, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useSession } from '../session.ts';

/** The page outside the frame: signing in, welcome, the first set-up. */
export function NarrowPage({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  const vendor = useSession().vendor?.name ?? 'Kept';
  useEffect(() => {
    document.title = `${title} – ${vendor}`;
  }, [title, vendor]);
  return (
    <Container component="main" size={480} py={{ base: 'lg', sm: 64 }} px="md">
      <Stack gap="md">
        <Text fw={600} c="dimmed">
          {vendor}
        </Text>
        <Title order={1}>{title}</Title>
        {about && <Text c="dimmed">{about}</Text>}
        <div className="panel">{children}</div>
      </Stack>
    </Container>
  );
}
