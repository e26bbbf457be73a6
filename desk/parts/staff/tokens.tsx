import { Button, Checkbox, Drawer, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { ApiToken, MadeToken } from '../../api/wire.ts';
import { tokensMessages } from '../../messages/en/tokens.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { complain, needed } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Day, When } from '../../ui/when.tsx';
import { SecretOnce } from './secret-once.tsx';

const text = tokensMessages.tokens;
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const scopes = (row: ApiToken) => row.scopes.map((scope) => text.scopeWords[scope] ?? scope).join(', ');

function columns(rotate: (token: ApiToken) => void): Column<ApiToken>[] {
  return [
    { id: 'name', header: text.name, sort: 'name', cell: (row) => row.name, csv: (row) => row.name },
    { id: 'state', header: text.state, cell: (row) => <StateBadge state={row.state} />, csv: (row) => row.state },
    { id: 'scopes', header: text.scopes, cell: scopes, csv: (row) => row.scopes.join(' ') },
    {
      id: 'expires',
      header: text.expires,
      cell: (row) => <When at={row.expiresAt} time={false} />,
      csv: (row) => row.expiresAt,
    },
    {
      id: 'used',
      header: text.lastUsed,
      cell: (row) => <Day on={row.lastUsedOn} none={m.common.never} />,
      csv: (row) => row.lastUsedOn,
    },
    {
      id: 'created',
      header: text.created,
      sort: 'createdAt',
      hidden: true,
      cell: (row) => <When at={row.createdAt} time={false} />,
      csv: (row) => row.createdAt,
    },
    {
      id: 'act',
      header: m.table.act,
      csv: (row) => (row.replacedBy ? text.replaced : ''),
      cell: (row) => <Acts token={row} rotate={rotate} />,
    },
  ];
}

function Acts({ token, rotate }: { token: ApiToken; rotate: (token: ApiToken) => void }) {
  if (token.state !== 'good') return null;
  async function revoke() {
    await call('DELETE', `/tokens/${token.id}`);
    await queries.invalidateQueries();
    say(text.revoked);
  }
  return (
    <Group gap="xs" wrap="nowrap">
      {token.replacedBy ? (
        <Text size="sm">{text.replaced}</Text>
      ) : (
        <Button size="xs" variant="default" onClick={() => rotate(token)}>
          {text.rotate}
        </Button>
      )}
      <Confirm
        size="xs"
        label={text.revoke}
        title={text.revokeTitle(token.name)}
        consequence={text.revokeConsequence}
        act={revoke}
      />
    </Group>
  );
}

/** Tokens by which programs call the API. */
export function Tokens() {
  const [making, setMaking] = useState(false);
  const [rotating, setRotating] = useState<ApiToken | null>(null);
  const [made, setMade] = useState<{ title: string; token: string } | null>(null);
  return (
    <Stack>
      <Group justify="space-between" align="flex-start">
        <Text size="sm" c="dimmed" maw={640}>
          {text.about}
        </Text>
        <Button onClick={() => setMaking(true)}>{text.make}</Button>
      </Group>
      {made && <SecretOnce title={made.title} about={text.once} copyLabel={text.copy} secret={made.token} />}
      <DataTable<ApiToken>
        name="tokens"
        caption={m.settings.tokens}
        path="/tokens"
        columns={columns(setRotating)}
        defaultSort="-createdAt"
        filters={[
          {
            name: 'state',
            label: text.state,
            options: ['good', 'expired', 'revoked'].map((value) => ({ value, label: m.statesOf[value] ?? value })),
          },
        ]}
        empty={<Empty title={text.none} how={text.noneHow} />}
      />
      <Drawer opened={making} onClose={() => setMaking(false)} title={text.make}>
        {making && (
          <NewToken close={() => setMaking(false)} onMade={({ token }) => setMade({ title: text.made, token })} />
        )}
      </Drawer>
      <Modal
        opened={rotating !== null}
        onClose={() => setRotating(null)}
        title={rotating ? text.rotateTitle(rotating.name) : ''}
      >
        {rotating && (
          <Rotate
            token={rotating}
            close={() => setRotating(null)}
            onMade={({ token }) => setMade({ title: text.rotated, token })}
          />
        )}
      </Modal>
    </Stack>
  );
}

function NewToken({ close, onMade }: { close: () => void; onMade: (made: MadeToken) => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { name: '', scopes: [] as string[], days: '90' },
    validate: {
      name: needed(m.fields.nameNeeded),
      scopes: (value) => (value.length === 0 ? text.scopesNeeded : null),
    },
  });
  const make = useMutation({
    mutationFn: ({ name, scopes: chosen, days }: typeof form.values) =>
      call<MadeToken>('POST', '/tokens', { body: { name: name.trim(), scopes: chosen, days: Number(days) } }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async (made) => {
      close();
      onMade(made);
      await queries.invalidateQueries();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => make.mutate(values))} noValidate>
      <Stack>
        <TextInput
          label={text.name}
          description={text.nameHint}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label={text.scopes} required {...form.getInputProps('scopes')}>
          <Stack gap="xs" mt="xs">
            {options(text.scopeWords).map(({ value, label }) => (
              <Checkbox key={value} value={value} label={label} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={text.days}
          data={options(text.daysWords)}
          allowDeselect={false}
          {...form.getInputProps('days')}
        />
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={make.isPending}>
          {text.make}
        </Button>
      </Stack>
    </form>
  );
}

function Rotate({ token, close, onMade }: { token: ApiToken; close: () => void; onMade: (made: MadeToken) => void }) {
  const [overlap, setOverlap] = useState('7');
  const [days, setDays] = useState('90');
  const rotate = useMutation({
    mutationFn: () =>
      call<MadeToken>('POST', `/tokens/${token.id}/rotate`, {
        body: { days: Number(days), overlapDays: Number(overlap) },
      }),
    onSuccess: async (made) => {
      close();
      onMade(made);
      await queries.invalidateQueries();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    rotate.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{text.rotateAbout}</Text>
        <Select
          label={text.overlap}
          data={options(text.overlaps)}
          value={overlap}
          onChange={(value) => setOverlap(value ?? '7')}
          allowDeselect={false}
        />
        <Select
          label={text.days}
          data={options(text.daysWords)}
          value={days}
          onChange={(value) => setDays(value ?? '90')}
          allowDeselect={false}
        />
        {rotate.isError && <Failure error={rotate.error} />}
        <FormButtons onCancel={close} label={text.rotate} pending={rotate.isPending} />
      </Stack>
    </form>
  );
}
