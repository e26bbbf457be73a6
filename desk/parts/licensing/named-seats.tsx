import { Button, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Licence, StaffNamedSeats } from '../../api/wire.ts';
import { namedSeatsMessages as text } from '../../messages/en/disputes.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { Panel } from '../../ui/page-head.tsx';
import { Personal, usePersonal } from '../../ui/personal.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count, When } from '../../ui/when.tsx';

/** For whom a company keeps seats of a licence, for the licence desk. It names people: nothing is read before somebody wants to see it. */
export function NamedSeats({ licence }: { licence: Licence }) {
  const keeper = useMay()('suspend');
  const [shown, setShown] = useState(false);
  if (!keeper || licence.keptByName === 0) return null;
  return (
    <Panel title={text.title}>
      {shown ? (
        <Shown licence={licence} />
      ) : (
        <Stack align="flex-start" gap="sm">
          <Text size="sm">{text.about(count(licence.keptByName))}</Text>
          <Button variant="default" onClick={() => setShown(true)}>
            {text.show}
          </Button>
        </Stack>
      )}
    </Panel>
  );
}

type Seat = StaffNamedSeats['seats'][number];

function stateOf({ endedHow, taken }: Seat): string {
  if (endedHow) return text.ends[endedHow] ?? endedHow;
  return taken ? text.taken : text.waiting;
}

function Shown({ licence }: { licence: Licence }) {
  const read = usePersonal<StaffNamedSeats>(`/licences/${licence.id}/named-seats`);
  return (
    <Personal read={read} eager>
      {({ seats }) =>
        seats.length === 0 ? (
          <Text size="sm">{text.none}</Text>
        ) : (
          <Scroll label={text.title} width={640}>
            <Table fz="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{text.name}</Table.Th>
                  <Table.Th>{m.fields.email}</Table.Th>
                  <Table.Th>{text.since}</Table.Th>
                  <Table.Th>{text.by}</Table.Th>
                  <Table.Th>{text.state}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {seats.map((seat) => (
                  <Table.Tr key={seat.id}>
                    <Table.Td>
                      {seat.name === null ? (
                        text.gone
                      ) : (
                        <RefLink kind="person" id={seat.personId}>
                          {seat.name}
                        </RefLink>
                      )}
                    </Table.Td>
                    <Table.Td>{seat.email ?? m.common.none}</Table.Td>
                    <Table.Td>
                      <When at={seat.assignedAt} time={false} />
                    </Table.Td>
                    <Table.Td>{seat.assignedBy ?? m.common.none}</Table.Td>
                    <Table.Td>{stateOf(seat)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Scroll>
        )
      }
    </Personal>
  );
}
