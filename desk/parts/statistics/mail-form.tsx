import { Button, Group, Select, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { Member, Page } from '../../api/wire.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { useMay, useSession } from '../../session.ts';
import { Failure } from '../../ui/failure.tsx';
import { say } from '../../ui/said.tsx';

const readers = ['administrator', 'marketing', 'product manager', 'privacy officer'];

/** A report by mail, to oneself; who may see the members may choose another. */
export function MailForm({ path, made }: { path: string; made: () => Promise<void> }) {
  const { member } = useSession();
  const [to, setTo] = useState(member?.id ?? '');
  const [every, setEvery] = useState<'week' | 'month'>('week');
  const others = useMembers();
  const save = useMutation({
    mutationFn: () => call('POST', path, { body: { memberId: to, every } }),
    onSuccess: async () => {
      await made();
      say(statisticsWords.mails.made);
    },
  });
  const me = member ? [{ value: member.id, label: statisticsWords.mails.me }] : [];
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        {others.length > 0 && (
          <Select
            size="xs"
            label={statisticsWords.mails.to}
            allowDeselect={false}
            searchable
            data={[...me, ...others.filter(({ value }) => value !== member?.id)]}
            value={to}
            onChange={(value) => setTo(value ?? '')}
          />
        )}
        <Select
          size="xs"
          label={statisticsWords.mails.every}
          allowDeselect={false}
          data={Object.entries(statisticsWords.mails.everyNames).map(([value, label]) => ({ value, label }))}
          value={every}
          onChange={(value) => setEvery(value === 'month' ? 'month' : 'week')}
        />
        <Button size="xs" loading={save.isPending} onClick={() => save.mutate()}>
          {to === member?.id ? statisticsWords.mails.sendMe : statisticsWords.mails.send}
        </Button>
      </Group>
      {save.isError && <Failure error={save.error} />}
    </Stack>
  );
}

function useMembers(): { value: string; label: string }[] {
  const may = useMay()('members');
  const list = useQuery({
    queryKey: ['list', '/members', 'statistics'],
    queryFn: ({ signal }) => call<Page<Member>>('GET', '/members?limit=500', { signal }),
    enabled: may,
  });
  return (list.data?.items ?? [])
    .filter(({ role, disabledAt }) => readers.includes(role) && !disabledAt)
    .map(({ id, name }) => ({ value: id, label: name }));
}
