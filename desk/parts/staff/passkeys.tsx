import { Button, Group, List, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../messages/en.ts';
import { refreshSession } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Failure } from '../../ui/failure.tsx';
import { say } from '../../ui/said.tsx';
import { When } from '../../ui/when.tsx';
import { authClient, settled } from './auth-call.ts';

/** Passkeys of the signed-in account: list, add, remove. */
export function Passkeys() {
  const [name, setName] = useState('');
  const list = useQuery({
    queryKey: ['passkeys'],
    queryFn: async () => settled((await authClient()).$fetch<PasskeyRow[]>('/passkey/list-user-passkeys')),
  });
  const add = useMutation({
    mutationFn: async () => {
      const auth = await authClient();
      await settled(auth.passkey.addPasskey({ name: name.trim() || m.passkeys.unnamed }));
      setName('');
      await Promise.all([list.refetch(), refreshSession()]);
      say(m.passkeys.added);
    },
  });
  async function remove(id: string) {
    const auth = await authClient();
    await settled(auth.passkey.deletePasskey({ id }));
    await Promise.all([list.refetch(), refreshSession()]);
    say(m.passkeys.removed);
  }
  if (typeof PublicKeyCredential === 'undefined') return null;
  return (
    <Stack gap="sm" component="section">
      <Title order={2}>{m.passkeys.title}</Title>
      <Text size="sm">{m.passkeys.about}</Text>
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data?.length === 0 && <Text size="sm">{m.passkeys.none}</Text>}
      {(list.data ?? []).length > 0 && (
        <List size="sm" spacing="xs" listStyleType="none">
          {list.data?.map((row) => (
            <List.Item key={row.id}>
              <Group gap="sm">
                <Text size="sm">{row.name || m.passkeys.unnamed}</Text>
                <Text size="sm" c="dimmed">
                  <When at={row.createdAt} time={false} />
                </Text>
                <Confirm
                  size="xs"
                  label={m.passkeys.remove}
                  aria-label={m.passkeys.removeThis(row.name || m.passkeys.unnamed)}
                  title={m.passkeys.removeTitle(row.name || m.passkeys.unnamed)}
                  consequence={m.passkeys.removeConsequence}
                  act={() => remove(row.id)}
                />
              </Group>
            </List.Item>
          ))}
        </List>
      )}
      {add.isError && <Failure error={add.error} />}
      <Group align="flex-end" gap="sm">
        <TextInput
          label={m.passkeys.name}
          placeholder={m.passkeys.nameExample}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
          {m.passkeys.add}
        </Button>
      </Group>
    </Stack>
  );
}

interface PasskeyRow {
  id: string;
  name: string | null;
  createdAt: string;
}
