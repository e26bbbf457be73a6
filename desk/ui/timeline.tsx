import { Button, Chip, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, query } from '../api/client.ts';
import { useSitting } from '../api/sitting.ts';
import type { Page, TimelineEntry } from '../api/wire.ts';
import { m } from '../messages/en.ts';
import { useSession } from '../session.ts';
import { Failure } from './failure.tsx';
import { hasPage, RefLink } from './ref-link.tsx';
import classes from './timeline.module.css';
import { When } from './when.tsx';

/** Kinds of entries that are looked for together. */
const groups: Record<string, readonly string[]> = {
  licences: [
    'registered',
    'contact named',
    'registration disowned',
    'activated',
    'refused',
    'deactivated',
    'issued',
    'suspended',
    'resumed',
    'held',
    'released',
    'revoked',
    'reinstated',
    'replaced',
    'extended',
    'renewed',
    'handed over',
    'passed on',
    'renewal made',
    'seat borrowed',
    'seat returned',
    'lease ended',
    'downloaded',
    'meter set',
    'meter reset',
    'machine changed',
    'created',
  ],
  sharing: ['shared', 'unshared', 'reported', 'assigned', 'correction sent', 'named to their company'],
  mail: ['mailed', 'link requested', 'proven'],
  changes: ['corrected', 'opted out', 'opted in'],
  lookups: ['looked up'],
};

interface Props {
  path: string;
  personal?: boolean;
  /** The groups that can occur here. */
  offer?: (keyof typeof groups)[];
}

/** Everything that happened, newest first, filterable. */
export function Timeline({ path, personal = false, offer = Object.keys(groups) }: Props) {
  const [group, setGroup] = useState('');
  const sitting = useSitting();
  const { purposes } = useSession();
  const kind = groups[group]?.join(',') ?? null;
  const list = useInfiniteQuery({
    queryKey: ['timeline', path, kind, personal && sitting],
    queryFn: ({ signal, pageParam }) =>
      call<Page<TimelineEntry>>('GET', `${path}${query({ limit: 30, cursor: pageParam, kind })}`, { signal, personal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: !personal || purposes.length === 0 || sitting !== null,
  });
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="sm">
      {offer.length > 1 && (
        <Chip.Group value={group} onChange={setGroup}>
          <Group gap={4} role="group" aria-label={m.timeline.filter}>
            <Chip size="xs" value="">
              {m.timeline.all}
            </Chip>
            {offer.map((name) => (
              <Chip key={name} size="xs" value={name}>
                {m.timeline.groups[name]}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={200} />}
      {list.data && entries.length === 0 && (
        <Text size="sm" c="dimmed">
          {group ? m.timeline.noneOfGroup : m.timeline.none}
        </Text>
      )}
      <ol className={classes.list}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Group>
          <Button
            size="xs"
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {m.timeline.older}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const facts = [
    entry.recipient && m.timeline.to(entry.recipient),
    entry.fields.length > 0 &&
      entry.fields.map((field) => m.dataFields[field] ?? m.channelNames[field] ?? field).join(', '),
    entry.purpose && (m.purposes[entry.purpose] ?? entry.purpose),
    entry.reason && `“${entry.reason}”`,
    entry.code && (m.codes[entry.code] ?? entry.code),
  ].filter(Boolean);
  return (
    <li className={classes.entry}>
      <Text size="sm">
        <b>{m.timeline.kinds[entry.kind] ?? entry.kind}</b>
        {entry.about && ' · '}
        {entry.about && <About about={entry.about} />}
      </Text>
      {facts.length > 0 && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {facts.join(' · ')}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        <When at={entry.at} /> · {m.timeline.by(entry.by.name ?? m.actors[entry.by.kind] ?? entry.by.kind)}
      </Text>
    </li>
  );
}

function About({ about }: { about: { kind: string; id: string; name: string } }) {
  if (!hasPage(about.kind)) return about.name;
  return (
    <RefLink kind={about.kind} id={about.id}>
      {about.name}
    </RefLink>
  );
}
