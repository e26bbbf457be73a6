import { Alert, Button, Stack, Text } from '@mantine/core';
import { ApiError } from '../api/client.ts';
import { m } from '../messages/en.ts';

/** What went wrong, that nothing was lost, and what to do. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const known = error instanceof ApiError ? error : null;
  return (
    <Alert color="red" variant="outline" title={known?.message ?? m.failure.unknown} role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{known?.next ?? m.failure.unknownNext}</Text>
        {Object.entries(known?.fields ?? {}).map(([name, fault]) => (
          <Text key={name} size="sm">
            {name}: {fault}
          </Text>
        ))}
        {known && (
          <Text size="xs" c="dimmed">
            {known.code}
          </Text>
        )}
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {m.failure.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
