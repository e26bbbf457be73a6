import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ApiError, call, queries } from '../../api/client.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';

interface Counted {
  uncounted: boolean;
  refused: boolean;
}

/** The cookie that says so is sent to the counting addresses only, so they are asked whether it is there. */
async function read(signal: AbortSignal): Promise<Counted> {
  const response = await fetch('/s/own-browser', { signal, credentials: 'same-origin', cache: 'no-store' });
  if (!response.ok) throw new ApiError(response.status, statisticsWords.ownBrowser.unknown);
  return (await response.json()) as Counted;
}

/** Keeps the visits of this browser out of all figures. */
export function OwnBrowser() {
  const key = ['statistics', 'own-browser'];
  const state = useQuery({ queryKey: key, queryFn: ({ signal }) => read(signal) });
  const change = useMutation({
    mutationFn: (uncounted: boolean) => call('PUT', '/statistics/own-browser', { body: { uncounted } }),
    onSuccess: async (_, uncounted) => {
      await queries.invalidateQueries({ queryKey: key });
      say(uncounted ? statisticsWords.ownBrowser.nowOut : statisticsWords.ownBrowser.nowIn);
    },
  });
  return (
    <Panel title={statisticsWords.ownBrowser.title}>
      <Stack gap="sm">
        <Text size="sm" maw={720}>
          {statisticsWords.ownBrowser.about}
        </Text>
        {state.isPending && <Skeleton height={36} />}
        {state.isError && <Failure error={state.error} retry={() => void state.refetch()} />}
        {state.data && (
          <Group gap="sm">
            <Text size="sm" fw={600} role="status">
              {state.data.uncounted ? statisticsWords.ownBrowser.isOut : statisticsWords.ownBrowser.isIn}
              {state.data.refused && ` ${statisticsWords.ownBrowser.refused}`}
            </Text>
            <Button
              size="xs"
              variant="default"
              loading={change.isPending}
              onClick={() => change.mutate(!state.data.uncounted)}
            >
              {state.data.uncounted ? statisticsWords.ownBrowser.countAgain : statisticsWords.ownBrowser.leaveOut}
            </Button>
          </Group>
        )}
        {change.isError && <Failure error={change.error} />}
        <Text size="xs" c="dimmed" maw={720}>
          {statisticsWords.ownBrowser.networks}
        </Text>
      </Stack>
    </Panel>
  );
}
