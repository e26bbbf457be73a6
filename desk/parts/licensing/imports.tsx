import { Anchor, Button, FileButton, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { call, isCode, queries } from '../../api/client.ts';
import type { LicenceImport } from '../../api/wire.ts';
import { importsMessages } from '../../messages/en/imports.ts';
import { m } from '../../messages/en.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { count, When } from '../../ui/when.tsx';

const columns: Column<LicenceImport>[] = [
  {
    id: 'file',
    header: importsMessages.imports.file,
    cell: (row) => (
      <Anchor component={Link} to={`/licences/imports/${row.id}`} size="sm">
        {row.fileName}
      </Anchor>
    ),
    csv: (row) => row.fileName,
  },
  {
    id: 'state',
    header: importsMessages.imports.state,
    cell: (row) => importsMessages.imports.states[row.state],
    csv: (row) => importsMessages.imports.states[row.state] ?? row.state,
  },
  {
    id: 'from',
    header: importsMessages.imports.from,
    cell: (row) => row.cameFrom ?? m.common.none,
    csv: (row) => row.cameFrom,
  },
  ...(['licences', 'companies', 'people', 'refused'] as const).map((name) => ({
    id: name,
    header: importsMessages.imports[name],
    end: true,
    cell: (row: LicenceImport) => count(row.counts[name]),
    csv: (row: LicenceImport) => row.counts[name],
  })),
  {
    id: 'sent',
    header: importsMessages.imports.sent,
    sort: 'createdAt',
    cell: (row) => <When at={row.createdAt} />,
    csv: (row) => row.createdAt,
  },
];

/** Lists that were imported, and where one is sent. */
export function Imports() {
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw={720}>
        {importsMessages.imports.about}
      </Text>
      <SendList />
      <DataTable<LicenceImport>
        name="imports"
        caption={importsMessages.imports.tab}
        path="/imports"
        columns={columns}
        defaultSort="-createdAt"
        empty={<Empty title={importsMessages.imports.none} how={importsMessages.imports.noneHow} />}
      />
    </Stack>
  );
}

/** Sends a list and opens its import; one that was imported already is opened, too. */
export function SendList({ label = importsMessages.imports.send }: { label?: string }) {
  const navigate = useNavigate();
  const open = (id: string) => navigate({ to: '/licences/imports/$id', params: { id } });
  const send = useMutation({
    mutationFn: (file: File) => call<LicenceImport>('POST', '/imports', { file }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries();
      await open(id);
    },
  });
  const twin = isCode(send.error, 'KEPT_IMPORT_TWIN') ? String(send.error.facts.importId ?? '') : '';
  return (
    <Stack gap="xs" align="flex-start">
      <FileButton accept=".csv,.txt,.tsv,.xlsx" onChange={(file) => file && send.mutate(file)}>
        {(props) => (
          <Button {...props} loading={send.isPending}>
            {label}
          </Button>
        )}
      </FileButton>
      <Text size="sm" c="dimmed">
        {send.isPending ? importsMessages.imports.sending : importsMessages.imports.formats}
      </Text>
      {send.isError && <Failure error={send.error} />}
      {twin && (
        <Link to="/licences/imports/$id" params={{ id: twin }}>
          {importsMessages.imports.openTwin}
        </Link>
      )}
    </Stack>
  );
}
