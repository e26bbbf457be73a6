import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useSession } from '../session.ts';

interface Props {
  title: string;
  /** A line under the title: what this page is about. */
  about?: ReactNode;
  actions?: ReactNode;
  /** The window's title, where the page's own title is personal: it would stand in the browser's history. */
  tab?: string;
}

export function PageHead({ title, about, actions, tab }: Props) {
  const vendor = useSession().vendor?.name ?? 'Kept';
  useEffect(() => {
    document.title = `${tab ?? title} – ${vendor}`;
  }, [title, tab, vendor]);
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <Stack gap={4} miw={0} style={{ flex: '1 1 240px' }}>
        <Title order={1} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {about && (
          <Text component="div" c="dimmed" size="sm" maw={720}>
            {about}
          </Text>
        )}
      </Stack>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}

export function Panel({ title, aside, children }: { title?: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="panel">
      {title && (
        <Group justify="space-between" mb="sm" gap="xs">
          <Title order={2}>{title}</Title>
          {aside}
        </Group>
      )}
      {children}
    </section>
  );
}
