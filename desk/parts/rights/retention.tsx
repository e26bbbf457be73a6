import { Anchor, Button, Group, Modal, NumberInput, Stack, Switch, Table, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, call, queries } from '../../api/client.ts';
import type { RetentionCategory, RetentionSchedule, SweepDone } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { sentence } from '../../ui/forms.ts';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count } from '../../ui/when.tsx';
import { Holds } from './holds.tsx';

const text = m.retention;
const recordsPath = '/api/v1/processing-records/page';
const nameOf = (category: string) => text.categories[category] ?? category;

/** How long data is kept, what the next sweep would delete, and what may not be deleted. */
export function Retention() {
  const schedule = useQuery({
    queryKey: ['retention'],
    queryFn: ({ signal }) => call<RetentionSchedule>('GET', '/retention', { signal }),
  });
  return (
    <Stack>
      <Panel title={text.schedule}>
        {schedule.isError && <Failure error={schedule.error} retry={() => void schedule.refetch()} />}
        <Scroll label={text.schedule}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{text.what}</Table.Th>
                <Table.Th>{text.long}</Table.Th>
                <Table.Th>{text.why}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {schedule.data?.categories.map((row) => (
                <Table.Tr key={row.category}>
                  <Table.Th scope="row">{nameOf(row.category)}</Table.Th>
                  <Table.Td>
                    {row.days === null ? text.noLimit : row.days === 0 ? text.atOnce : text.days(count(row.days))}
                  </Table.Td>
                  <Table.Td>{row.reason}</Table.Td>
                  <Table.Td>{row.settable && <Change row={row} />}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scroll>
      </Panel>
      <Sweeper />
      <Panel title={text.records}>
        <Text size="sm">{text.recordsAbout}</Text>
        <Group gap="sm" mt="xs">
          <Anchor size="sm" href={recordsPath} target="_blank" rel="noreferrer">
            {text.recordsPage}
          </Anchor>
          <Anchor size="sm" href={recordsPath.replace('/page', '')} download="processing-records.json">
            {text.recordsFile}
          </Anchor>
        </Group>
      </Panel>
      <Holds />
    </Stack>
  );
}

function Change({ row }: { row: RetentionCategory }) {
  const [open, setOpen] = useState(false);
  const [limited, setLimited] = useState(row.days !== null);
  const [days, setDays] = useState<number | string>(row.days ?? 3_650);
  const [reason, setReason] = useState(row.reason);
  const change = useMutation({
    mutationFn: () =>
      call('PUT', `/retention/${encodeURIComponent(row.category)}`, {
        body: { days: limited ? Number(days) : null, reason },
      }),
    onSuccess: async () => {
      setOpen(false);
      await queries.invalidateQueries();
      say(text.changed);
    },
  });
  const fault = change.error instanceof ApiError ? change.error.fields.days : undefined;
  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate();
  }
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {text.change}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={nameOf(row.category)}>
        <form onSubmit={submit}>
          <Stack>
            <Switch
              label={text.limited}
              checked={limited}
              onChange={(event) => setLimited(event.currentTarget.checked)}
            />
            {limited && (
              <NumberInput
                label={text.daysLabel}
                value={days}
                onChange={setDays}
                min={1}
                max={36_525}
                error={fault && sentence(fault)}
              />
            )}
            {!limited && fault && (
              <Text size="sm" c="var(--kept-bad)">
                {sentence(fault)}
              </Text>
            )}
            <Textarea
              label={text.why}
              description={text.whyHow}
              value={reason}
              maxLength={1_000}
              required
              autosize
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            {change.isError && !fault && <Failure error={change.error} />}
            <FormButtons
              onCancel={() => setOpen(false)}
              label={text.change}
              pending={change.isPending}
              ready={reason.trim().length >= 10}
            />
          </Stack>
        </form>
      </Modal>
    </>
  );
}

/** The dry run first: what a sweep would delete now. */
function Sweeper() {
  const dry = useMutation({ mutationFn: () => sweep(true) });
  return (
    <Panel title={text.sweeper}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{text.sweeperHow}</Text>
        {dry.data && (
          <ul style={{ margin: 0 }}>
            {dry.data.swept.map(({ category, due }) => (
              <li key={category}>
                <Text size="sm">
                  {nameOf(category)}: {count(due)}
                </Text>
              </li>
            ))}
          </ul>
        )}
        {dry.isError && <Failure error={dry.error} />}
        <Group gap="xs">
          <Button variant="default" loading={dry.isPending} onClick={() => dry.mutate()}>
            {text.dryRun}
          </Button>
          <Confirm
            label={text.sweep}
            title={text.sweepTitle}
            consequence={text.sweepConsequence}
            act={async () => {
              await sweep(false);
              dry.reset();
              say(text.swept);
            }}
          />
        </Group>
      </Stack>
    </Panel>
  );
}

function sweep(dryRun: boolean): Promise<SweepDone> {
  return call<SweepDone>('POST', '/retention/sweep', { body: { dryRun } });
}
