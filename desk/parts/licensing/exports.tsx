import { Anchor, Button, Checkbox, Group, Progress, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { call, isCode, queries } from '../../api/client.ts';
import { useSitting } from '../../api/sitting.ts';
import type { LicenceExport } from '../../api/wire.ts';
import { exportsMessages } from '../../messages/en/exports.ts';
import { m } from '../../messages/en.ts';
import { countryOptions } from '../../ui/countries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/said.tsx';
import { count, When } from '../../ui/when.tsx';
import { useProducts } from './catalogue.ts';
import { CompanySelect } from './company-select.tsx';

const text = exportsMessages.exports;
/** For which customers may be read as a whole. */
const purposes = ['customer service', 'registration'];

const columns: Column<LicenceExport>[] = [
  {
    id: 'file',
    header: text.file,
    cell: (row) => row.tables.map((name) => text.tableNames[name] ?? name).join(', '),
    csv: (row) => row.fileName,
  },
  { id: 'state', header: text.state, cell: (row) => <State row={row} />, csv: (row) => row.state },
  {
    id: 'rows',
    header: text.rowsTitle,
    end: true,
    cell: (row) => count(row.rowsDone),
    csv: (row) => row.rowsDone,
  },
  {
    id: 'asked',
    header: text.asked,
    sort: 'createdAt',
    cell: (row) => <When at={row.createdAt} />,
    csv: (row) => row.createdAt,
  },
  {
    id: 'until',
    header: text.until,
    cell: (row) => (row.state === 'done' ? <When at={row.expiresAt} /> : m.common.none),
    csv: (row) => row.expiresAt,
  },
  { id: 'acts', header: text.acts, cell: (row) => <Acts row={row} />, csv: () => null },
];

/** Customers and licences as a whole: asked for here, written in the background, fetched from the list. */
export function Exports() {
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw={720}>
        {text.about}
      </Text>
      <NewExport />
      <DataTable<LicenceExport>
        name="exports"
        caption={text.tab}
        path="/exports"
        columns={columns}
        defaultSort="-createdAt"
        empty={<Empty title={text.none} how={text.noneHow} />}
      />
    </Stack>
  );
}

/** Sends something that needs a reason: asks for one where there is none, or where the server refuses it. */
function useStated<Input>(send: (input: Input) => Promise<unknown>) {
  const sitting = useSitting();
  const [asking, setAsking] = useState(false);
  const sending = useMutation({ mutationFn: send, onSuccess: () => queries.invalidateQueries() });
  const refused = isCode(sending.error, 'KEPT_NO_PURPOSE', 'KEPT_NO_REASON') ? sending.error : null;
  const dialog = (
    <ReasonDialog
      opened={asking || refused !== null}
      onClose={() => {
        setAsking(false);
        sending.reset();
      }}
      complaint={refused?.message}
      permitted={purposes}
    />
  );
  const act = (input: Input) => (sitting === null ? setAsking(true) : sending.mutate(input));
  return { act, dialog, pending: sending.isPending, error: refused ? null : sending.error };
}

function NewExport() {
  const products = useProducts().data?.items ?? [];
  const [tables, setTables] = useState(['customers', 'licences', 'seats', 'contracts', 'resellers', 'assignments']);
  const [format, setFormat] = useState('xlsx');
  const [country, setCountry] = useState<string | null>(null);
  const [resellerId, setResellerId] = useState<string | null>(null);
  const [productId, setProductId] = useState<string | null>(null);
  const begin = useStated(async () => {
    const body = { tables, format, filters: { country, resellerId, productId } };
    await call('POST', '/exports', { personal: true, body });
    say(text.begun);
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    begin.act(undefined);
  }
  return (
    <Panel title={text.title}>
      <form onSubmit={submit}>
        <Stack maw={880}>
          <Checkbox.Group label={text.tables} value={tables} onChange={setTables}>
            <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} mt="xs" spacing="xs">
              {Object.entries(text.tableNames).map(([name, label]) => (
                <Checkbox key={name} value={name} label={label ?? name} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
            <Select
              label={text.format}
              allowDeselect={false}
              data={Object.entries(text.formats).map(([value, label]) => ({ value, label: label ?? value }))}
              value={format}
              onChange={(value) => setFormat(value ?? 'xlsx')}
            />
            <Select
              label={text.country}
              placeholder={text.all}
              clearable
              searchable
              data={countryOptions}
              value={country}
              onChange={setCountry}
            />
            <CompanySelect
              kind="reseller"
              label={text.reseller}
              placeholder={text.all}
              value={resellerId}
              onChange={setResellerId}
            />
            <Select
              label={text.product}
              placeholder={text.all}
              clearable
              searchable
              data={products.map(({ id, name }) => ({ value: id, label: name }))}
              value={productId}
              onChange={setProductId}
            />
          </SimpleGrid>
          {begin.error && <Failure error={begin.error} />}
          <Group>
            <Button type="submit" loading={begin.pending} disabled={tables.length === 0}>
              {text.begin}
            </Button>
          </Group>
        </Stack>
      </form>
      {begin.dialog}
    </Panel>
  );
}

/** While it is written the list is read anew. */
function State({ row }: { row: LicenceExport }) {
  const running = row.state === 'running';
  useEffect(() => {
    if (!running) return;
    const clock = setInterval(() => void queries.invalidateQueries(), 2_000);
    return () => clearInterval(clock);
  }, [running]);
  if (!running) {
    return (
      <>
        {text.states[row.state]}
        {row.code && (
          <Text size="xs" c="dimmed">
            {text.why[row.code] ?? row.code}
          </Text>
        )}
      </>
    );
  }
  const total = row.rowsTotal ?? 0;
  return (
    <Stack gap={4} role="status">
      {text.states.running}: {text.rows(count(row.rowsDone), total > 0 ? count(total) : null)}
      {total > 0 && <Progress value={(100 * row.rowsDone) / total} aria-label={text.states.running ?? ''} />}
    </Stack>
  );
}

function Acts({ row }: { row: LicenceExport }) {
  const stop = useMutation({
    mutationFn: () => call('POST', `/exports/${row.id}/stop`),
    onSuccess: () => queries.invalidateQueries(),
  });
  const again = useStated(() => call('POST', `/exports/${row.id}/restart`, { personal: true }));
  if (row.state === 'running')
    return (
      <Button size="xs" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
        {text.stop}
      </Button>
    );
  if (!row.own)
    return (
      <Text size="sm" c="dimmed">
        {text.others}
      </Text>
    );
  if (row.state === 'done')
    return (
      <Anchor size="sm" href={`/api/v1/exports/${row.id}/file`} download={row.fileName}>
        {text.fetch}
      </Anchor>
    );
  if (row.state === 'deleted') return null;
  return (
    <>
      <Button size="xs" variant="default" loading={again.pending} onClick={() => again.act(undefined)}>
        {text.again}
      </Button>
      {again.error && <Failure error={again.error} />}
      {again.dialog}
    </>
  );
}
