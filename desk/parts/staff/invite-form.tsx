import { Alert, Button, Code, CopyButton, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { MadeInvitation, Page, Reseller } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay, useSession } from '../../session.ts';
import { Failure } from '../../ui/failure.tsx';
import { complain, isMailbox } from '../../ui/forms.ts';
import { When } from '../../ui/when.tsx';

const staffRoles = [
  'administrator',
  'licence desk',
  'marketing',
  'support',
  'QA',
  'product manager',
  'privacy officer',
];
const resellerRoles = ['reseller administrator', 'reseller staff'];
const buyerRoles = ['buyer administrator'];

/** Makes an invitation; its link is shown once. `company` fixes it to one reseller. */
export function InviteForm({ company }: { company?: { id: string; name: string } }) {
  const { member } = useSession();
  const may = useMay();
  const ownCompany = company ?? member?.company ?? null;
  const isBuyer = member?.role === 'buyer administrator';
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: {
      role: isBuyer ? 'buyer administrator' : ownCompany ? 'reseller administrator' : 'licence desk',
      companyId: ownCompany?.id ?? '',
      email: '',
    },
    validate: {
      companyId: (value, values) => (resellerRoles.includes(values.role) && !value ? m.members.companyNeeded : null),
      email: (value) => (value.trim() ? isMailbox(m.fields.mailboxNeeded)(value) : null),
    },
  });
  const forReseller = resellerRoles.includes(form.values.role);
  const resellers = useQuery({
    queryKey: ['list', '/resellers', 'all'],
    queryFn: ({ signal }) => call<Page<Reseller>>('GET', '/resellers?limit=500&sort=name', { signal }),
    enabled: forReseller && !ownCompany && may('resellers'),
  });
  const invite = useMutation({
    mutationFn: (values: typeof form.values) =>
      call<MadeInvitation>('POST', '/invitations', {
        idempotencyKey: crypto.randomUUID(),
        body: {
          role: values.role,
          companyId: forReseller || isBuyer ? values.companyId : null,
          email: values.email.trim() || null,
        },
      }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      form.setFieldValue('email', '');
      await queries.invalidateQueries({ queryKey: ['list', '/invitations'] });
    },
  });
  const roles = isBuyer ? buyerRoles : ownCompany ? resellerRoles : [...staffRoles, ...resellerRoles];
  return (
    <Stack gap="sm">
      <form onSubmit={form.onSubmit((values) => invite.mutate(values))} noValidate>
        <Group align="flex-start" gap="sm">
          <Select
            label={m.members.role}
            data={roles.map((value) => ({ value, label: m.roles[value] ?? value }))}
            allowDeselect={false}
            {...form.getInputProps('role')}
          />
          {forReseller && !ownCompany && (
            <Select
              label={m.members.reseller}
              searchable
              required
              data={(resellers.data?.items ?? []).map((row) => ({ value: row.id, label: row.name }))}
              {...form.getInputProps('companyId')}
            />
          )}
          <TextInput
            label={isBuyer ? m.members.emailOfCompany : m.members.emailOptional}
            type="email"
            {...form.getInputProps('email')}
          />
          <Button type="submit" mt={25} loading={invite.isPending}>
            {m.members.invite}
          </Button>
        </Group>
      </form>
      <Text size="sm" c="dimmed">
        {m.members.inviteHint}
      </Text>
      {problem !== null && <Failure error={problem} />}
      {invite.data && <Invited made={invite.data} />}
    </Stack>
  );
}

/** The link, shown once; of a buyer's administrator it is only mailed. */
function Invited({ made }: { made: MadeInvitation }) {
  if (made.link === null)
    return (
      <Alert color="green" variant="outline" title={m.members.mailed} role="status">
        <Text size="sm">
          {m.members.onlyMailed} <When at={made.expiresAt} />.
        </Text>
      </Alert>
    );
  return <InvitationLink made={made} link={made.link} />;
}

function InvitationLink({ made, link }: { made: MadeInvitation; link: string }) {
  return (
    <Alert color="green" variant="outline" title={made.mailed ? m.members.mailed : m.members.made} role="status">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          {m.members.once} <When at={made.expiresAt} />.
        </Text>
        <Code block style={{ maxWidth: '100%', overflowX: 'auto' }}>
          {link}
        </Code>
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? m.common.copied : m.members.copy}
            </Button>
          )}
        </CopyButton>
      </Stack>
    </Alert>
  );
}
