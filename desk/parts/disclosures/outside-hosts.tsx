import { Select, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { call, queries } from '../../api/client.ts';
import type { OutsideHosts as Hosts, Recipient } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { Scroll } from '../../ui/scroll.tsx';

const text = m.processors;
type Host = Hosts['items'][number];

/** Hosts outside that the operator named, and which processor runs each; not shown where there is none. */
export function OutsideHosts({ processors, mayNote }: { processors: readonly Recipient[]; mayNote: boolean }) {
  const read = useQuery({
    queryKey: ['outside hosts'],
    queryFn: ({ signal }) => call<Hosts>('GET', '/outside-hosts', { signal }),
  });
  const note = useMutation({
    mutationFn: (body: { host: string; recipientId: string }) => call<Hosts>('PUT', '/outside-hosts', { body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['outside hosts'] });
      say(text.hostNoted);
    },
  });
  const items = read.data?.items ?? [];
  if (read.isError) return <Failure error={read.error} retry={() => void read.refetch()} />;
  if (items.length === 0) return null;
  return (
    <Panel title={text.hosts}>
      <Stack>
        <Text size="sm" c="dimmed">
          {text.hostsAbout}
        </Text>
        <Scroll label={text.hosts} width={540}>
          <Table fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{text.host}</Table.Th>
                <Table.Th>{text.hostUse}</Table.Th>
                <Table.Th>{text.hostRunBy}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => (
                <Table.Tr key={item.host}>
                  <Table.Td>{item.host}</Table.Td>
                  <Table.Td>{text.hostUses[item.use] ?? item.use}</Table.Td>
                  <Table.Td>
                    {mayNote ? (
                      <Select
                        aria-label={`${text.hostRunBy}: ${item.host}`}
                        searchable
                        allowDeselect={false}
                        data={processors.map(({ id, name }) => ({ value: id, label: name }))}
                        value={item.processor?.id ?? null}
                        onChange={(recipientId) => recipientId && note.mutate({ host: item.host, recipientId })}
                      />
                    ) : (
                      item.processor?.name
                    )}
                    {!item.bound && <Text size="sm">{why(item)}</Text>}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scroll>
        {note.isError && <Failure error={note.error} />}
      </Stack>
    </Panel>
  );
}

function why({ processor }: Host): string {
  return processor === null ? text.hostNobody : text.hostUnbound;
}
