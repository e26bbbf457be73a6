import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, call, queries } from '../../api/client.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { sentence } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';

/** A mail that was wrongly kept apart: it becomes a request, or joins one by its number. */
export function JoinMail({ id, close }: { id: string; close: () => void }) {
  const [number, setNumber] = useState('');
  const wanted = number.trim().toUpperCase();
  const join = useMutation({
    mutationFn: () => call<{ number: string }>('POST', `/mails/${id}/join`, { body: { number: wanted || null } }),
    onSuccess: async (joined) => {
      close();
      await queries.invalidateQueries();
      say(m.mails.joined(joined.number));
    },
  });
  const fault = join.error instanceof ApiError ? join.error.fields.number : undefined;
  function submit(event: FormEvent) {
    event.preventDefault();
    join.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm" fw={500}>
          {m.mails.byPerson}
        </Text>
        <Text size="sm">{wanted ? m.mails.joinAbout : m.mails.requestAbout}</Text>
        <TextInput
          label={m.mails.joinNumber}
          description={m.mails.joinNumberHow}
          value={number}
          maxLength={12}
          autoComplete="off"
          error={fault && sentence(fault)}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        {join.isError && !fault && <Failure error={join.error} />}
        <Button type="submit" loading={join.isPending}>
          {wanted ? m.mails.join : m.mails.makeRequest}
        </Button>
      </Stack>
    </form>
  );
}
