import { Button, Group, Modal, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { DueReport, ReportPreview } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Personal, usePersonal } from '../../ui/personal.tsx';
import { say } from '../../ui/said.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count, When } from '../../ui/when.tsx';

const text = m.reports;

/** What is to be reported now: looked at, and sent, by the licence desk. */
export function DueReports() {
  const may = useMay();
  const [shown, setShown] = useState<DueReport | null>(null);
  const due = useQuery({
    queryKey: ['due-reports'],
    queryFn: ({ signal }) => call<{ reports: DueReport[] }>('GET', '/due-reports', { signal }),
  });
  return (
    <Panel title={text.due}>
      {due.isPending && <Skeleton height={60} />}
      {due.isError && <Failure error={due.error} retry={() => void due.refetch()} />}
      {due.data?.reports.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.noneDue}
        </Text>
      )}
      <Stack gap="xs">
        {due.data?.reports.map((report) => (
          <Group key={report.contractId} justify="space-between">
            <div>
              <Text size="sm" fw={500}>
                {report.recipient.name} · {report.approval ? text.waits : text.goesByItself}
              </Text>
              <Text size="sm" c="dimmed">
                {text.dueLine(count(report.registrations))} <When at={report.untilAt} />
              </Text>
            </div>
            {may('issue') && (
              <Button size="xs" variant="default" onClick={() => setShown(report)}>
                {text.look}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        size="xl"
        title={text.title(shown?.recipient.name ?? '')}
      >
        {shown && <Preview contractId={shown.contractId} close={() => setShown(null)} />}
      </Modal>
    </Panel>
  );
}

function Preview({ contractId, close }: { contractId: string; close: () => void }) {
  const read = usePersonal<ReportPreview>(`/due-reports/${contractId}`);
  return (
    <Personal read={read}>
      {(report) => <Shown report={report} again={() => void read.refetch()} close={close} />}
    </Personal>
  );
}

function Shown({ report, again, close }: { report: ReportPreview; again: () => void; close: () => void }) {
  const { contractId, untilAt, sha256 } = report;
  const send = useMutation({
    mutationFn: () => call('POST', '/reports', { body: { contractId, untilAt, sha256 } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(text.sent(report.recipient.name));
    },
  });
  return (
    <Stack>
      <Text size="sm">
        {text.what(count(report.registrations), report.format.toUpperCase())} <When at={untilAt} />
      </Text>
      <Scroll label={text.title(report.recipient.name)} width={report.columns.length * 130}>
        <Table fz="sm">
          <Table.Thead>
            <Table.Tr>
              {report.columns.map((column) => (
                <Table.Th key={column}>{m.dataFields[column] ?? column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.lines.map(({ registrationId, values }) => (
              <Table.Tr key={registrationId}>
                {report.columns.map((column, at) => (
                  <Table.Td key={column}>{values[at] ?? m.common.none}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {text.hash}: {sha256}
      </Text>
      {send.isError && <Failure error={send.error} retry={again} />}
      <Text size="sm">{text.consequence(report.recipient.name)}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {m.common.cancel}
        </Button>
        <Button loading={send.isPending} onClick={() => send.mutate()}>
          {text.send}
        </Button>
      </Group>
    </Stack>
  );
}
