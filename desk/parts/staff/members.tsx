import { Stack, Text } from '@mantine/core';
import { call, queries } from '../../api/client.ts';
import type { Invitation, Member } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useSession } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { When } from '../../ui/when.tsx';
import { InviteForm } from './invite-form.tsx';
import { OutsideRoles } from './outside-roles.tsx';

const role = (row: { role: string }) => m.roles[row.role] ?? row.role;

async function switchMember(member: Member) {
  await call('POST', `/members/${member.id}/${member.disabledAt ? 'enable' : 'disable'}`, { body: {} });
  await queries.invalidateQueries({ queryKey: ['list', '/members'] });
  say(member.disabledAt ? m.members.enabled(member.name) : m.members.disabled(member.name));
}

async function withdraw(invitation: Invitation) {
  await call('DELETE', `/invitations/${invitation.id}`);
  await queries.invalidateQueries({ queryKey: ['list', '/invitations'] });
}

function memberColumns(me: string): Column<Member>[] {
  return [
    { id: 'name', header: m.fields.name, cell: (row) => row.name, csv: (row) => row.name },
    { id: 'email', header: m.fields.email, cell: (row) => row.email, csv: (row) => row.email },
    { id: 'role', header: m.members.role, cell: role, csv: role },
    {
      id: 'company',
      header: m.fields.company,
      cell: (row) => row.company?.name ?? m.common.none,
      csv: (row) => row.company?.name ?? '',
    },
    {
      id: 'twoFactor',
      header: m.members.twoFactor,
      cell: (row) => (row.twoFactor ? m.common.yes : m.common.no),
      csv: (row) => row.twoFactor,
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
      csv: (row) => (row.disabledAt ? m.members.off : m.members.active),
      cell: (row) =>
        row.id === me ? (
          m.members.you
        ) : (
          <Confirm
            size="xs"
            label={row.disabledAt ? m.members.enable : m.members.disable}
            title={row.disabledAt ? m.members.enableTitle(row.name) : m.members.disableTitle(row.name)}
            consequence={row.disabledAt ? m.members.enableConsequence : m.members.disableConsequence}
            act={() => switchMember(row)}
          />
        ),
    },
  ];
}

const invitationColumns: Column<Invitation>[] = [
  { id: 'role', header: m.members.role, cell: role, csv: role },
  {
    id: 'company',
    header: m.fields.company,
    cell: (row) => row.company?.name ?? m.common.none,
    csv: (row) => row.company?.name ?? '',
  },
  { id: 'email', header: m.fields.email, cell: (row) => row.email ?? m.common.none, csv: (row) => row.email },
  { id: 'until', header: m.members.expires, cell: (row) => <When at={row.expiresAt} />, csv: (row) => row.expiresAt },
  {
    id: 'act',
    header: m.table.act,
    csv: (row) => (row.usedAt ? m.members.used : m.members.open),
    cell: (row) => {
      if (row.usedAt) return <Text size="sm">{m.members.used}</Text>;
      return (
        <Confirm
          size="xs"
          label={m.members.withdraw}
          title={m.members.withdrawTitle}
          consequence={m.members.withdrawConsequence}
          act={() => withdraw(row)}
        />
      );
    },
  },
];

/** Who may sign in, and who was invited. */
export function Members() {
  const { member, outside } = useSession();
  return (
    <Stack gap="lg">
      <Panel title={m.members.inviteTitle}>
        <InviteForm />
      </Panel>
      <Panel title={m.members.title}>
        <DataTable<Member>
          name="members"
          caption={m.members.title}
          path="/members"
          columns={memberColumns(member?.id ?? '')}
          defaultSort="-createdAt"
          remember={false}
          empty={<Empty title={m.members.none} how={m.members.noneHow} />}
        />
      </Panel>
      {outside !== null && member?.role === 'administrator' && <OutsideRoles issuer={outside} />}
      <Panel title={m.members.invitations}>
        <DataTable<Invitation>
          name="invitations"
          caption={m.members.invitations}
          path="/invitations"
          columns={invitationColumns}
          defaultSort="-createdAt"
          remember={false}
          empty={<Empty title={m.members.noInvitations} how={m.members.noInvitationsHow} />}
        />
      </Panel>
    </Stack>
  );
}
