import { Button, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { Demand } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useSession } from '../../session.ts';
import { Failure } from '../../ui/failure.tsx';

/** The privacy officer's word for what no machine can look at. */
export function Attest({ demand }: { demand: Demand }) {
  const role = useSession().member?.role ?? '';
  const client = useQueryClient();
  const [statement, setStatement] = useState('');
  const [until, setUntil] = useState('');
  const send = useMutation({
    mutationFn: () =>
      call('POST', `/proof/${encodeURIComponent(demand.id)}/attestations`, { body: { statement, until } }),
    onSuccess: () => {
      setStatement('');
      return client.invalidateQueries({ queryKey: ['proof'] });
    },
  });
  return (
    <Stack gap="xs">
      <Text size="sm">{m.proof.byPeople}</Text>
      {role === 'privacy officer' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate();
          }}
        >
          <Stack gap="xs">
            <Textarea
              label={m.proof.attestWords}
              required
              autosize
              minRows={2}
              maxLength={2_000}
              value={statement}
              onChange={(event) => setStatement(event.currentTarget.value)}
            />
            <TextInput
              label={m.proof.attestUntil}
              type="date"
              required
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
            {send.isError && <Failure error={send.error} />}
            {send.isSuccess && (
              <Text size="sm" role="status">
                {m.proof.attestedDone}
              </Text>
            )}
            <Button type="submit" size="xs" loading={send.isPending}>
              {m.proof.attest}
            </Button>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
