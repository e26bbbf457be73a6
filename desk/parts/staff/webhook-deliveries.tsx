import {
  Anchor,
  Button,
  Code,
  Drawer,
  Modal,
  Select,
  SimpleGrid,
  Skeleton,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Delivery, DeliveryWithLog, Webhook } from '../../api/wire.ts';
import { webhooksMessages } from '../../messages/en/webhooks.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DataList, Line } from '../../ui/datum.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { say } from '../../ui/said.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { count, When } from '../../ui/when.tsx';

const text = webhooksMessages.webhooks;
const kind = (row: { kind: string }) => text.kindWords[row.kind] ?? row.kind;
const outcome = (status: number | null, fault: string | null) =>
  status === null ? (text.faults[fault ?? ''] ?? fault ?? '') : text.status(status);

function columns(open: (id: string) => void): Column<Delivery>[] {
  return [
    {
      id: 'kind',
      header: text.kind,
      csv: (row) => row.kind,
      cell: (row) => (
        <Anchor component="button" type="button" ta="start" inherit onClick={() => open(row.id)}>
          {kind(row)}
        </Anchor>
      ),
    },
    { id: 'state', header: text.state, csv: (row) => row.state, cell: (row) => <StateBadge state={row.state} /> },
    {
      id: 'happened',
      header: text.happened,
      sort: 'happenedAt',
      csv: (row) => row.happenedAt,
      cell: (row) => <When at={row.happenedAt} />,
    },
    { id: 'tries', header: text.tries, end: true, csv: (row) => row.tries, cell: (row) => count(row.tries) },
    {
      id: 'last',
      header: text.last,
      csv: (row) => row.lastStatus ?? row.lastFault,
      cell: (row) => outcome(row.lastStatus, row.lastFault),
    },
    { id: 'next', header: text.next, csv: (row) => row.nextAt, cell: (row) => <When at={row.nextAt} /> },
    {
      id: 'id',
      header: text.id,
      hidden: true,
      csv: (row) => row.id,
      cell: (row) => <span className="serial">{row.id}</span>,
    },
  ];
}

/** The messages of one receiver, with every try, and how to send them again. */
export function Deliveries({ webhook }: { webhook: Webhook }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Stack gap="sm">
      {webhook.state !== 'ended' && <ReplaySpan webhook={webhook} />}
      <DataTable<Delivery>
        name="webhook-deliveries"
        caption={text.deliveries}
        path={`/webhooks/${webhook.id}/deliveries`}
        columns={columns(setOpen)}
        defaultSort="-happenedAt"
        remember={false}
        filters={[
          {
            name: 'state',
            label: text.state,
            options: ['waiting', 'delivered', 'given up'].map((value) => ({
              value,
              label: m.statesOf[value] ?? value,
            })),
          },
          {
            name: 'kind',
            label: text.kind,
            options: Object.entries(text.kindWords).map(([value, label]) => ({ value, label })),
          },
        ]}
        empty={<Empty title={text.noDeliveries} how={text.noDeliveriesHow} />}
      />
      <Drawer opened={open !== null} onClose={() => setOpen(null)} title={text.message} size="lg">
        {open && <OneDelivery webhook={webhook} id={open} />}
      </Drawer>
    </Stack>
  );
}

function OneDelivery({ webhook, id }: { webhook: Webhook; id: string }) {
  const path = `/webhooks/${webhook.id}/deliveries/${id}`;
  const read = useQuery({
    queryKey: ['delivery', id],
    queryFn: ({ signal }) => call<DeliveryWithLog>('GET', path, { signal }),
  });
  if (read.isPending) return <Skeleton height={240} />;
  if (read.isError) return <Failure error={read.error} retry={() => void read.refetch()} />;
  const delivery = read.data;
  async function replay() {
    await call('POST', `${path}/replay`, { body: {} });
    await queries.invalidateQueries();
    say(text.replayed);
  }
  return (
    <Stack>
      <DataList>
        <Line label={text.kind}>{kind(delivery)}</Line>
        <Line label={text.state}>
          <StateBadge state={delivery.state} />
        </Line>
        <Line label={text.happened}>
          <When at={delivery.happenedAt} />
        </Line>
        <Line label={text.id}>
          <span className="serial">{delivery.id}</span>
        </Line>
        <Line label={m.outbox.ledger}>
          <span className="serial">{delivery.ledgerId ?? m.common.none}</span>
        </Line>
      </DataList>
      <Title order={3}>{text.body}</Title>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {delivery.body}
      </Code>
      <Title order={3}>{text.log}</Title>
      {delivery.log.length === 0 && <Text size="sm">{text.noTries}</Text>}
      {delivery.log.map((each) => (
        <Text key={`${each.at} ${each.ms}`} size="sm">
          <When at={each.at} /> · {outcome(each.status, each.fault)} · {text.ms(count(each.ms))}
        </Text>
      ))}
      {webhook.state !== 'ended' && delivery.state !== 'waiting' && (
        <Confirm
          size="xs"
          color="accent"
          label={text.replay}
          title={text.replayTitle}
          consequence={text.replayConsequence}
          act={replay}
        />
      )}
    </Stack>
  );
}

function ReplaySpan({ webhook }: { webhook: Webhook }) {
  const [open, setOpen] = useState(false);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [state, setState] = useState<string>('given up');
  const replay = useMutation({
    mutationFn: () =>
      call<{ count: number }>('POST', `/webhooks/${webhook.id}/replay`, {
        body: {
          from: new Date(from).toISOString(),
          until: new Date(until).toISOString(),
          ...(state === 'all' ? {} : { state }),
        },
      }),
    onSuccess: async (done) => {
      setOpen(false);
      await queries.invalidateQueries();
      say(text.replayedMany(count(done.count)));
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    replay.mutate();
  }
  return (
    <div>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {text.replaySpan}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={text.replaySpanTitle}>
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm">{text.replaySpanAbout}</Text>
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput
                type="datetime-local"
                label={text.from}
                value={from}
                onChange={(event) => setFrom(event.currentTarget.value)}
              />
              <TextInput
                type="datetime-local"
                label={text.until}
                value={until}
                onChange={(event) => setUntil(event.currentTarget.value)}
              />
            </SimpleGrid>
            <Select
              label={text.only}
              data={[
                { value: 'given up', label: text.onlyGivenUp },
                { value: 'all', label: text.onlyAll },
              ]}
              value={state}
              onChange={(value) => setState(value ?? 'given up')}
              allowDeselect={false}
            />
            {replay.isError && <Failure error={replay.error} />}
            <FormButtons
              onCancel={() => setOpen(false)}
              label={text.replay}
              pending={replay.isPending}
              ready={from !== '' && until !== ''}
            />
          </Stack>
        </form>
      </Modal>
    </div>
  );
}
