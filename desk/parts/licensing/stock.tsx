import { Button, Modal, NumberInput, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Stock as StockAnswer } from '../../api/wire.ts';
import { ordersMessages } from '../../messages/en/orders.ts';
import { m } from '../../messages/en.ts';
import { useMay, useSession } from '../../session.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count } from '../../ui/when.tsx';
import { CompanySelect } from './company-select.tsx';

type Row = StockAnswer['items'][number];

/** What resellers have to sell; of a distributor its own stock and that of those it supplies. */
export function Stock() {
  const may = useMay();
  const { member } = useSession();
  const [moving, setMoving] = useState<Row | null>(null);
  const stock = useQuery({
    queryKey: ['stock'],
    queryFn: ({ signal }) => call<StockAnswer>('GET', '/stock', { signal }),
  });
  if (stock.isError) return <Failure error={stock.error} retry={() => void stock.refetch()} />;
  if (!stock.data) return <Skeleton height={300} />;
  const { items } = stock.data;
  if (items.length === 0) return <Empty title={ordersMessages.stock.none} how={ordersMessages.stock.noneHow} />;
  // A reseller that supplies nobody sees no stock but its own, and has nobody to move anything to.
  const moves =
    may('issue') || (member?.role.startsWith('reseller') && new Set(items.map((row) => row.holder.id)).size > 1);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {ordersMessages.stock.about}
      </Text>
      <Scroll label={ordersMessages.stock.tab} width={640}>
        <Table fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{ordersMessages.stock.holder}</Table.Th>
              <Table.Th>{ordersMessages.stock.product}</Table.Th>
              <Table.Th>{ordersMessages.stock.kind}</Table.Th>
              <Table.Th ta="end">{ordersMessages.stock.inStock}</Table.Th>
              <Table.Th ta="end">{ordersMessages.stock.sold}</Table.Th>
              {moves && <Table.Th>{m.table.act}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((row) => (
              <Table.Tr key={`${row.holder.id} ${row.product.id} ${row.kind}`}>
                <Table.Td>
                  {may('resellers') ? (
                    <RefLink kind="reseller" id={row.holder.id}>
                      {row.holder.name}
                    </RefLink>
                  ) : (
                    row.holder.name
                  )}
                </Table.Td>
                <Table.Td>{row.product.name}</Table.Td>
                <Table.Td>{m.licenceKinds[row.kind] ?? row.kind}</Table.Td>
                <Table.Td ta="end">{count(row.inStock)}</Table.Td>
                <Table.Td ta="end">{count(row.sold)}</Table.Td>
                {moves && (
                  <Table.Td>
                    {row.inStock > 0 && (
                      <Button size="xs" variant="default" onClick={() => setMoving(row)}>
                        {ordersMessages.stock.split}
                      </Button>
                    )}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
      <Modal opened={moving !== null} onClose={() => setMoving(null)} title={ordersMessages.stock.split}>
        {moving && <Moving row={moving} close={() => setMoving(null)} />}
      </Modal>
    </Stack>
  );
}

function Moving({ row, close }: { row: Row; close: () => void }) {
  const [to, setTo] = useState<string | null>(null);
  const [many, setMany] = useState<number | string>(1);
  const move = useMutation({
    mutationFn: () =>
      call<{ moved: number }>('POST', '/stock/split', {
        body: {
          ...{ fromCompanyId: row.holder.id, toCompanyId: to, productId: row.product.id },
          ...{ kind: row.kind, count: Number(many) },
        },
      }),
    onSuccess: async ({ moved }) => {
      close();
      await queries.invalidateQueries();
      say(ordersMessages.stock.moved(moved));
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    move.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">
          {row.holder.name}, {row.product.name}. {ordersMessages.stock.splitAbout}
        </Text>
        <CompanySelect kind="reseller" label={ordersMessages.stock.to} required value={to} onChange={setTo} />
        <NumberInput label={ordersMessages.stock.count} min={1} max={row.inStock} value={many} onChange={setMany} />
        {move.isError && <Failure error={move.error} />}
        <FormButtons onCancel={close} label={ordersMessages.stock.split} pending={move.isPending} ready={to !== null} />
      </Stack>
    </form>
  );
}
