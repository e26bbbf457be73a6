import { Skeleton, Stack, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { LicenceFigures } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count } from '../../ui/when.tsx';
import { DownloadDays } from './download-days.tsx';
import { FloatingUsed } from './floating.tsx';

export function LicenceFiguresPage() {
  return (
    <Stack>
      <Kinds />
      <FloatingUsed />
      <DownloadDays />
    </Stack>
  );
}

/** Licences and seats by kind: what is sold is not counted together with what is lent. */
function Kinds() {
  const figures = useQuery({
    queryKey: ['licence-figures'],
    queryFn: ({ signal }) => call<LicenceFigures>('GET', '/licences/figures', { signal }),
  });
  if (figures.isError) return <Failure error={figures.error} retry={() => void figures.refetch()} />;
  if (!figures.data) return <Skeleton height={240} />;
  const { kinds } = figures.data;
  return (
    <Panel title={m.figures.title}>
      {kinds.length === 0 && <Empty title={m.licensing.none} how={m.licensing.noneHow} />}
      {kinds.length > 0 && (
        <Scroll label={m.figures.title} width={480}>
          <Table fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{m.licence.kind}</Table.Th>
                <Table.Th ta="end">{m.parts.licences}</Table.Th>
                <Table.Th ta="end">{m.licence.activated}</Table.Th>
                <Table.Th ta="end">{m.licence.seats}</Table.Th>
                <Table.Th ta="end">{m.licence.seatsInUse}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {kinds.map((row) => (
                <Table.Tr key={row.kind}>
                  <Table.Td>{m.licenceKinds[row.kind] ?? row.kind}</Table.Td>
                  <Table.Td ta="end">{count(row.licences)}</Table.Td>
                  <Table.Td ta="end">{count(row.activated)}</Table.Td>
                  <Table.Td ta="end">{count(row.seats)}</Table.Td>
                  <Table.Td ta="end">{count(row.seatsUsed)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scroll>
      )}
    </Panel>
  );
}
