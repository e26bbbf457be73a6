import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { OutsideRole, Page, Reseller } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { complain } from '../../ui/forms.ts';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { When } from '../../ui/when.tsx';

const roles = [
  'licence desk',
  'marketing',
  'support',
  'QA',
  'product manager',
  'privacy officer',
  'reseller administrator',
  'reseller staff',
];

const whom = ({ domain, claim, claimValue }: OutsideRole) =>
  domain === null ? `${claim} = ${claimValue}` : `@${domain}`;
const role = (row: OutsideRole) => m.roles[row.role] ?? row.role;

async function end(row: OutsideRole): Promise<void> {
  await call('DELETE', `/outside-roles/${row.id}`);
  await queries.invalidateQueries({ queryKey: ['list', '/outside-roles'] });
}

const columns: Column<OutsideRole>[] = [
  { id: 'whom', header: m.members.outsideBy, cell: whom, csv: whom },
  { id: 'role', header: m.members.role, cell: role, csv: role },
  {
    id: 'company',
    header: m.fields.company,
    cell: (row) => row.company?.name ?? m.common.none,
    csv: (row) => row.company?.name ?? '',
  },
  {
    id: 'since',
    header: m.fields.since,
    sort: 'createdAt',
    cell: (row) => <When at={row.createdAt} time={false} />,
    csv: (row) => row.createdAt,
  },
  {
    id: 'act',
    header: m.table.act,
    csv: (row) => row.endedAt,
    cell: (row) =>
      row.endedAt ? (
        <Text size="sm">
          {m.members.outsideEnded} <When at={row.endedAt} time={false} />
        </Text>
      ) : (
        <Confirm
          size="xs"
          label={m.members.outsideEnd}
          title={m.members.outsideEndTitle}
          consequence={m.members.outsideEndConsequence}
          act={() => end(row)}
        />
      ),
  },
];

/** Which role whoever signs in at the outside issuer for the first time gets. */
export function OutsideRoles({ issuer }: { issuer: string }) {
  const title = m.members.outside(issuer);
  return (
    <Panel title={title}>
      <Stack>
        <Text size="sm" c="dimmed">
          {m.members.outsideAbout}
        </Text>
        <NewRule />
        <DataTable<OutsideRole>
          name="outside-roles"
          caption={title}
          path="/outside-roles"
          columns={columns}
          defaultSort="-createdAt"
          remember={false}
          empty={<Empty title={m.members.outsideNone} how={m.members.outsideNoneHow} />}
        />
      </Stack>
    </Panel>
  );
}

function NewRule() {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { kind: 'domain', domain: '', claim: '', claimValue: '', role: 'licence desk', companyId: '' },
    validate: {
      domain: (value, { kind }) => (kind === 'domain' && !value.trim() ? m.members.outsideNeeded : null),
      claim: (value, { kind }) => (kind === 'claim' && !value.trim() ? m.members.outsideNeeded : null),
      claimValue: (value, { kind }) => (kind === 'claim' && !value.trim() ? m.members.outsideNeeded : null),
      companyId: (value, values) => (values.role.startsWith('reseller') && !value ? m.members.companyNeeded : null),
    },
  });
  const { kind } = form.values;
  const forReseller = form.values.role.startsWith('reseller');
  const resellers = useQuery({
    queryKey: ['list', '/resellers', 'all'],
    queryFn: ({ signal }) => call<Page<Reseller>>('GET', '/resellers?limit=500&sort=name', { signal }),
    enabled: forReseller,
  });
  const add = useMutation({
    mutationFn: (values: typeof form.values) =>
      call<OutsideRole>('POST', '/outside-roles', {
        body: {
          role: values.role,
          ...(forReseller ? { companyId: values.companyId } : {}),
          ...(kind === 'domain'
            ? { domain: values.domain.trim() }
            : { claim: values.claim.trim(), claimValue: values.claimValue.trim() }),
        },
      }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      form.reset();
      await queries.invalidateQueries({ queryKey: ['list', '/outside-roles'] });
      say(m.members.outsideAdded);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
      <Group align="flex-start" gap="sm">
        <Select
          label={m.members.outsideBy}
          data={Object.entries(m.members.outsideKinds).map(([value, label]) => ({ value, label }))}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
        {kind === 'domain' ? (
          <TextInput label={m.members.outsideDomain} required {...form.getInputProps('domain')} />
        ) : (
          <>
            <TextInput label={m.members.outsideClaim} required {...form.getInputProps('claim')} />
            <TextInput label={m.members.outsideValue} required {...form.getInputProps('claimValue')} />
          </>
        )}
        <Select
          label={m.members.role}
          data={roles.map((value) => ({ value, label: m.roles[value] ?? value }))}
          allowDeselect={false}
          {...form.getInputProps('role')}
        />
        {forReseller && (
          <Select
            label={m.members.reseller}
            searchable
            required
            data={(resellers.data?.items ?? []).map((row) => ({ value: row.id, label: row.name }))}
            {...form.getInputProps('companyId')}
          />
        )}
        <Button type="submit" mt={25} loading={add.isPending}>
          {m.members.outsideAdd}
        </Button>
      </Group>
      {problem !== null && <Failure error={problem} />}
    </form>
  );
}
