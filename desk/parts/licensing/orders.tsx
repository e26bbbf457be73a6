import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { OrderItem } from '../../api/wire.ts';
import { ordersMessages } from '../../messages/en/orders.ts';
import { m } from '../../messages/en.ts';
import { useMay, useSession } from '../../session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { count, When } from '../../ui/when.tsx';
import { OrderForm } from './order-form.tsx';

const columns: Column<OrderItem>[] = [
  {
    id: 'number',
    header: ordersMessages.orders.number,
    sort: 'number',
    cell: (row) => (
      <RefLink kind="order" id={row.id} fw={500}>
        {row.number}
      </RefLink>
    ),
    csv: (row) => row.number,
  },
  {
    id: 'kind',
    header: ordersMessages.orders.kind,
    cell: (row) => ordersMessages.orders.kinds[row.kind] ?? row.kind,
    csv: (row) => row.kind,
  },
  {
    id: 'company',
    header: ordersMessages.orders.customer,
    cell: (row) =>
      row.company.name ? (
        <RefLink kind="company" id={row.company.id}>
          {row.company.name}
        </RefLink>
      ) : (
        m.common.none
      ),
    csv: (row) => row.company.name,
  },
  {
    id: 'what',
    header: ordersMessages.orders.product,
    cell: (row) => row.product?.name ?? row.contract?.number ?? m.common.none,
    csv: (row) => row.product?.name ?? row.contract?.number ?? null,
  },
  { id: 'state', header: m.licence.state, cell: (row) => <StateBadge state={row.state} />, csv: (row) => row.state },
  {
    id: 'questions',
    header: ordersMessages.orders.open,
    end: true,
    cell: (row) => count(row.openQuestions),
    csv: (row) => row.openQuestions,
  },
  {
    id: 'placed',
    header: ordersMessages.orders.placedAt,
    sort: 'placedAt',
    cell: (row) => <When at={row.placedAt} time={false} />,
    csv: (row) => row.placedAt,
  },
];

const holder: Column<OrderItem> = {
  id: 'holder',
  header: ordersMessages.orders.reseller,
  cell: (row) =>
    row.holder ? (
      <RefLink kind="reseller" id={row.holder.id}>
        {row.holder.name}
      </RefLink>
    ) : (
      m.common.none
    ),
  csv: (row) => row.holder?.name ?? null,
};

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** Orders by resellers and the desk. */
export function Orders() {
  const may = useMay();
  const { member } = useSession();
  const [placing, setPlacing] = useState(false);
  const staff = may('resellers');
  const add = (may('issue') || member?.role.startsWith('reseller')) && (
    <Button onClick={() => setPlacing(true)}>{ordersMessages.orders.place}</Button>
  );
  return (
    <>
      <Group justify="flex-end">{add}</Group>
      <DataTable<OrderItem>
        name="orders"
        caption={ordersMessages.orders.tab}
        path="/orders"
        columns={staff ? [...columns, holder] : columns}
        defaultSort="-placedAt"
        search={{ label: ordersMessages.orders.search }}
        filters={[
          { name: 'state', label: m.licence.state, options: options(ordersMessages.orders.states) },
          { name: 'kind', label: ordersMessages.orders.kind, options: options(ordersMessages.orders.kinds) },
        ]}
        empty={<Empty title={ordersMessages.orders.none} how={ordersMessages.orders.noneHow} action={add} />}
      />
      <Modal opened={placing} onClose={() => setPlacing(false)} title={ordersMessages.orders.place}>
        {placing && <OrderForm close={() => setPlacing(false)} />}
      </Modal>
    </>
  );
}
