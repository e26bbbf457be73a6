import { Anchor, Button, Container, Stack, Text, Title } from '@mantine/core';
import { m } from '../messages/en.ts';

export function Waiting() {
  return (
    <Text p="xl" c="dimmed" role="status">
      {m.common.loading}
    </Text>
  );
}

export function NotFound() {
  return (
    <Container size="xs" py="xl" component="main">
      <Stack>
        <Title order={1}>{m.states.notFound}</Title>
        <Text>{m.states.notFoundNext}</Text>
        <Anchor href="/desk/">{m.states.toHome}</Anchor>
      </Stack>
    </Container>
  );
}

/** A page that failed to draw or to load: after an update the old chunks are gone, so reloading is the cure. */
export function Crashed() {
  return (
    <Container size="xs" py="xl">
      <Stack align="flex-start">
        <Title order={1}>{m.states.crashed}</Title>
        <Text>{m.states.crashedNext}</Text>
        <Button onClick={() => location.reload()}>{m.states.reload}</Button>
      </Stack>
    </Container>
  );
}
