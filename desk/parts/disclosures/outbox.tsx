import { Anchor, Group, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { Mail, MailText } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DataList, Line } from '../../ui/datum.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Personal, usePersonal } from '../../ui/personal.tsx';
import { say } from '../../ui/said.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { When } from '../../ui/when.tsx';

const kind = (row: Mail) => m.mailKinds[row.kind] ?? row.kind;
const recipient = (row: Mail) => row.recipient.name ?? m.recipientKinds[row.recipient.kind] ?? row.recipient.kind;

function columns(open: (id: string) => void): Column<Mail>[] {
  return [
    {
      id: 'kind',
      header: m.outbox.mail,
      csv: kind,
      cell: (row) => (
        <Anchor component="button" type="button" ta="start" inherit onClick={() => open(row.id)}>
          {kind(row)}
        </Anchor>
      ),
    },
    { id: 'to', header: m.ledger.recipient, cell: recipient, csv: recipient },
    { id: 'state', header: m.outbox.state, cell: (row) => <StateBadge state={row.state} />, csv: (row) => row.state },
    {
      id: 'queued',
      header: m.outbox.queued,
      cell: (row) => <When at={row.queuedAt} />,
      csv: (row) => row.queuedAt,
    },
    { id: 'sent', header: m.outbox.sent, cell: (row) => <When at={row.sentAt} />, csv: (row) => row.sentAt },
    { id: 'attempts', header: m.outbox.attempts, end: true, cell: (row) => row.attempts, csv: (row) => row.attempts },
    { id: 'failure', header: m.outbox.failure, csv: (row) => row.failure, cell: (row) => <Failed mail={row} /> },
    {
      id: 'ledger',
      header: m.outbox.ledger,
      cell: (row) => <span className="serial">{row.ledgerId}</span>,
      csv: (row) => row.ledgerId,
      hidden: true,
    },
  ];
}

/** Mail that waits, went, or was refused. */
export function Outbox() {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <DataTable<Mail>
        name="outbox"
        caption={m.settings.outbox}
        path="/outbox"
        columns={columns(setOpen)}
        defaultSort="-queuedAt"
        filters={[
          {
            name: 'state',
            label: m.outbox.state,
            options: ['queued', 'sending', 'sent', 'refused'].map((value) => ({
              value,
              label: m.statesOf[value] ?? value,
            })),
          },
        ]}
        empty={<Empty title={m.outbox.none} how={m.outbox.noneHow} />}
      />
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={m.outbox.mail} size="lg">
        {open && <OneMail id={open} />}
      </Modal>
    </>
  );
}

/** Why it has not gone out, and how to try at once. */
function Failed({ mail }: { mail: Mail }) {
  if (mail.failure === null) return null;
  return (
    <Group gap="xs" wrap="nowrap">
      <span>{mail.failure}</span>
      {(mail.state === 'refused' || mail.state === 'queued') && <SendAgain mail={mail} />}
    </Group>
  );
}

function SendAgain({ mail }: { mail: Mail }) {
  const client = useQueryClient();
  async function send() {
    await call('POST', `/outbox/${mail.id}/send-again`, { body: {} });
    await client.invalidateQueries();
    say(m.outbox.sentAgain);
  }
  return (
    <Confirm
      size="compact-sm"
      miw="max-content"
      color="accent"
      label={m.outbox.sendAgain}
      title={m.outbox.sendAgainTitle}
      consequence={m.outbox.sendAgainConsequence(recipient(mail))}
      act={send}
    />
  );
}

function OneMail({ id }: { id: string }) {
  const read = usePersonal<MailText>(`/outbox/${id}`);
  return (
    <Personal read={read}>
      {(mail) => (
        <Stack>
          <DataList>
            <Line label={m.outbox.to}>{mail.to}</Line>
            <Line label={m.outbox.subject}>{mail.subject}</Line>
            <Line label={m.outbox.state}>
              <StateBadge state={mail.state} />
            </Line>
          </DataList>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {mail.bodyText}
          </Text>
          {mail.redacted && (
            <Text size="sm" c="dimmed">
              {m.outbox.redacted}
            </Text>
          )}
        </Stack>
      )}
    </Personal>
  );
}
