import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { MadeWebhook, Webhook } from '../../api/wire.ts';
import { webhooksMessages } from '../../messages/en/webhooks.ts';
import { m } from '../../messages/en.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { count, When } from '../../ui/when.tsx';
import { SecretOnce } from './secret-once.tsx';
import { NewWebhookForm } from './webhook-form.tsx';

const text = webhooksMessages.webhooks;
const kinds = (row: Webhook) => row.kinds.map((kind) => text.kindWords[kind] ?? kind).join(', ');

const columns: Column<Webhook>[] = [
  {
    id: 'name',
    header: text.name,
    sort: 'name',
    csv: (row) => row.name,
    cell: (row) => (
      <Anchor component={Link} to="/webhooks/$id" params={{ id: row.id } as never} inherit>
        {row.name}
      </Anchor>
    ),
  },
  { id: 'state', header: text.state, csv: (row) => row.state, cell: (row) => <WebhookBadge webhook={row} /> },
  {
    id: 'url',
    header: text.url,
    csv: (row) => row.url,
    cell: (row) => <span style={{ overflowWrap: 'anywhere' }}>{row.url}</span>,
  },
  { id: 'kinds', header: text.kinds, csv: kinds, cell: kinds, hidden: true },
  { id: 'waiting', header: text.waiting, end: true, csv: (row) => row.waiting, cell: (row) => count(row.waiting) },
  { id: 'givenUp', header: text.givenUp, end: true, csv: (row) => row.givenUp, cell: (row) => count(row.givenUp) },
  {
    id: 'created',
    header: text.created,
    sort: 'createdAt',
    csv: (row) => row.createdAt,
    cell: (row) => <When at={row.createdAt} time={false} />,
  },
];

/** Programs outside that are told of events. */
export function Webhooks() {
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<MadeWebhook | null>(null);
  const add = <Button onClick={() => setAdding(true)}>{text.add}</Button>;
  return (
    <Stack>
      <Group justify="space-between" align="flex-start">
        <Text size="sm" c="dimmed" maw={640}>
          {text.about}
        </Text>
        {add}
      </Group>
      {made && <WebhookSecret title={text.added} secret={made.secret} />}
      <DataTable<Webhook>
        name="webhooks"
        caption={m.settings.webhooks}
        path="/webhooks"
        columns={columns}
        defaultSort="name"
        filters={[
          {
            name: 'state',
            label: text.state,
            options: ['on', 'failing', 'stopped', 'ended'].map((value) => ({
              value,
              label: m.statesOf[value === 'ended' ? 'over' : value] ?? value,
            })),
          },
        ]}
        empty={<Empty title={text.none} how={text.noneHow} />}
      />
      <Drawer opened={adding} onClose={() => setAdding(false)} title={text.add}>
        {adding && <NewWebhookForm close={() => setAdding(false)} onMade={setMade} />}
      </Drawer>
    </Stack>
  );
}

/** How a receiver stands. What has ended is called otherwise than a sharing that has. */
export function WebhookBadge({ webhook }: { webhook: Webhook }) {
  return <StateBadge state={webhook.state === 'ended' ? 'over' : webhook.state} />;
}

export function WebhookSecret({ title, secret }: { title: string; secret: string }) {
  return <SecretOnce title={title} about={text.secretOnce} copyLabel={text.secretCopy} secret={secret} />;
}
