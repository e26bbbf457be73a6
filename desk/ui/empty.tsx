import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Nothing here yet: says how it fills, and offers the next step where there is one. */
export function Empty({ title, how, action }: { title: string; how: ReactNode; action?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" maw={480}>
        {how}
      </Text>
      {action}
    </Stack>
  );
}
