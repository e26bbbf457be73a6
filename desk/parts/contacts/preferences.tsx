import { Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
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
      <WishesOf person={person} />
    </Stack>
  );
}

const topics = ['news', 'seminars', 'product tips'];

/** Topics that the person refuses, and a pause. Staff may record more of it, and take nothing back. */
function WishesOf({ person }: { person: Person }) {
  const may = useMay();
  const { refusedTopics, pausedUntil } = person.wishes;
  const [until, setUntil] = useState('');
  async function record(body: { refusedTopics?: string[]; pausedUntil?: string }) {
    await call('PUT', `/people/${person.id}/wishes`, { personal: true, body });
    await queries.invalidateQueries();
    say(m.preferences.wishesDone);
  }
  return (
    <>
      {topics.map((topic) => {
        const name = m.preferences.topics[topic] ?? topic;
        const refused = refusedTopics.includes(topic);
        return (
          <Group key={topic} justify="space-between" gap="sm" wrap="nowrap">
            <Text size="sm">{m.preferences.topic(name, refused)}</Text>
            {may('optout') && !refused && (
              <Confirm
                size="xs"
                label={m.preferences.refuse(name)}
                title={m.preferences.refuseTitle(name)}
                consequence={m.preferences.refuseConsequence}
                act={() => record({ refusedTopics: [...refusedTopics, topic] })}
              />
            )}
          </Group>
        );
      })}
      <Text size="sm" component="div">
        {pausedUntil ? (
          <>
            {m.preferences.paused} <When at={pausedUntil} />
          </>
        ) : (
          m.preferences.notPaused
        )}
      </Text>
      {may('optout') && (
        <Group align="flex-end" gap="sm">
          <TextInput
            type="date"
            size="xs"
            label={m.preferences.until}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          {until !== '' && (
            <Confirm
              size="xs"
              label={m.preferences.pause}
              title={m.preferences.pauseTitle(until)}
              consequence={m.preferences.pauseConsequence}
              act={() => record({ pausedUntil: until })}
            />
          )}
        </Group>
      )}
    </>
  );
}
