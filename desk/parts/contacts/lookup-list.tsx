import { Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call, query } from '../../api/client.ts';
import type { Lookup, Page } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { When } from '../../ui/when.tsx';

/** Who of the staff (or of a reseller) looked, when, and why. */
export function LookupList({ filter }: { filter: Record<string, string> }) {
  const list = useInfiniteQuery({
    queryKey: ['lookups', filter],
    queryFn: ({ signal, pageParam }) =>
      call<Page<Lookup>>('GET', `/lookups${query({ ...filter, limit: 10, cursor: pageParam, sort: '-at' })}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton height={80} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {m.lookups.noneOfPerson}
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      <Scroll label={m.person.lookups} width={480}>
        <Table fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{m.fields.when}</Table.Th>
              <Table.Th>{m.fields.who}</Table.Th>
              <Table.Th>{m.lookups.reason}</Table.Th>
              <Table.Th>{m.lookups.fields}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  <When at={row.at} />
                </Table.Td>
                <Table.Td>
                  {row.by.name ?? m.actors[row.by.kind] ?? row.by.kind}
                  {row.tenant && ` (${row.tenant.name})`}
                </Table.Td>
                <Table.Td>
                  {row.reason}
                  <Text size="xs" c="dimmed">
                    {m.purposes[row.purpose] ?? row.purpose} · {m.lookups.kinds[row.kind] ?? row.kind}
                  </Text>
                </Table.Td>
                <Table.Td>{row.fields.map((field) => m.dataFields[field] ?? field).join(', ')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
      {list.hasNextPage && (
        <Group>
          <Button
            size="xs"
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {m.timeline.older}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
