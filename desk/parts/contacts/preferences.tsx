import { Group, Stack, Text } from '@mantine/core';
import { call, queries } from '../../api/client.ts';
import type { Person } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { NoticeMark } from '../../ui/notice-mark.tsx';
import { say } from '../../ui/said.tsx';
import { When } from '../../ui/when.tsx';

const channels = ['mail', 'post', 'phone'];

/** What the person wants to hear by which channel. Staff may record a "no"; only the person can say "yes". */
export function Preferences({ person }: { person: Person }) {
  const may = useMay();
  async function optOut(channel: string) {
    await call('PUT', `/people/${person.id}/preferences/${channel}`, { personal: true, body: { allowed: false } });
    await queries.invalidateQueries();
    say(m.preferences.done);
  }
  return (
    <Stack gap="sm">
      {channels.map((channel) => {
        const choice = person.preferences.find((preference) => preference.channel === channel);
        const name = m.channelNames[channel] ?? channel;
        return (
          <Group key={channel} justify="space-between" gap="sm" wrap="nowrap">
            <div>
              <Text size="sm" fw={500}>
                {m.preferences.line(name, choice ? choice.allowed : null)}
              </Text>
              {choice && (
                <Text size="xs" c="dimmed" component="div">
                  <When at={choice.changedAt} /> · {m.sources[choice.sourceKind] ?? choice.sourceKind} ·{' '}
                  <NoticeMark notice={choice.notice} />
                </Text>
              )}
            </div>
            {may('optout') && choice?.allowed !== false && (
              <Confirm
                size="xs"
                label={m.preferences.optOut(name)}
                title={m.preferences.title(name)}
                consequence={m.preferences.consequence}
                act={() => optOut(channel)}
              />
            )}
          </Group>
        );
      })}
    </Stack>
  );
}
