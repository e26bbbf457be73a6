import { Skeleton, Stack, Table, Text } from '@mantine/core';
import type { LineSources } from '../../api/wire.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count, When } from '../../ui/when.tsx';
import { useReport } from './reads.ts';

const words = statisticsWords.lines;

/** What became of the lines that web servers hand over while they happen. */
export function LineSourcesPanel() {
  const told = useReport<LineSources>('/statistics/line-sources');
  if (told.data?.ways.length === 0) return null;
  return (
    <Panel title={words.title}>
      {told.isPending && <Skeleton height={80} />}
      {told.isError && <Failure error={told.error} retry={() => void told.refetch()} />}
      {told.data && (
        <Stack gap="sm">
          <Text size="sm">
            {words.since} <When at={told.data.since} />
          </Text>
          {!told.data.listens && <Text size="sm">{words.notTaken}</Text>}
          <Rows ways={told.data.ways} />
          <Text size="xs" c="dimmed" maw={720}>
            {words.explained}
          </Text>
        </Stack>
      )}
    </Panel>
  );
}

function Rows({ ways }: Pick<LineSources, 'ways'>) {
  return (
    <Scroll label={words.title} width={640}>
      <Table fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.way}</Table.Th>
            {words.columns.map((name) => (
              <Table.Th key={name} ta="end">
                {name}
              </Table.Th>
            ))}
            <Table.Th>{words.last}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ways.map(({ bad, counted, lastAt, letGo, lines, notCounted, place, tooLong, unknown, way }) => (
            <Table.Tr key={way}>
              <Table.Td miw={180} style={{ overflowWrap: 'anywhere' }}>
                {words.ways[way]}
                <Text size="xs" c="dimmed">
                  {place}
                </Text>
              </Table.Td>
              {[counted, lines - counted - bad - unknown, bad + tooLong, unknown, notCounted + letGo].map(
                (of, column) => (
                  <Table.Td key={words.columns[column]} ta="end">
                    {count(of)}
                  </Table.Td>
                ),
              )}
              <Table.Td>{lastAt === null ? words.none : <When at={lastAt} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}
