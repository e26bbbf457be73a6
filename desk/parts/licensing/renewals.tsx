import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { CustomerContract as Contract } from '../../api/wire.ts';
import { ordersMessages } from '../../messages/en/orders.ts';
import { m } from '../../messages/en.ts';
import { useMay, useSession } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Day } from '../../ui/when.tsx';
import { ContractForm } from './contract-form.tsx';

const plain: Column<Contract>[] = [
  { id: 'number', header: m.contracts.number, cell: (row) => row.number, csv: (row) => row.number },
  {
    id: 'kind',
    header: m.licence.kind,
    cell: (row) => m.contracts.kinds[row.kind] ?? row.kind,
    csv: (row) => row.kind,
  },
  {
    id: 'company',
    header: m.licence.customer,
    cell: (row) => (
      <RefLink kind="company" id={row.company.id}>
        {row.company.name}
      </RefLink>
    ),
    csv: (row) => row.company.name,
  },
  {
    id: 'licence',
    header: m.licence.serial,
    cell: (row) =>
      row.licence ? (
        <RefLink kind="licence" id={row.licence.id} className="serial">
          {row.licence.serial}
        </RefLink>
      ) : (
        m.common.none
      ),
    csv: (row) => row.licence?.serial ?? null,
  },
  {
    id: 'product',
    header: m.licence.product,
    cell: (row) => row.licence?.product ?? m.common.none,
    csv: (row) => row.licence?.product ?? null,
    hidden: true,
  },
  {
    id: 'from',
    header: m.contracts.from,
    cell: (row) => <Day on={row.startsOn} />,
    csv: (row) => row.startsOn,
    hidden: true,
  },
  {
    id: 'until',
    header: m.contracts.until,
    sort: 'endsOn',
    cell: (row) => <Day on={row.endsOn} />,
    csv: (row) => row.endsOn,
  },
  {
    id: 'state',
    header: m.licence.state,
    cell: (row) => <StateBadge state={row.declinedAt ? 'declined' : row.state} />,
    csv: (row) => (row.declinedAt ? 'declined' : row.state),
  },
];

const withActs: Column<Contract>[] = [
  ...plain,
  { id: 'acts', header: m.table.act, cell: (row) => <Acts contract={row} />, csv: () => null },
];

const withOrder: Column<Contract>[] = [
  ...plain,
  { id: 'acts', header: m.table.act, cell: (row) => <OrderRenewal contract={row} />, csv: () => null },
];

/** Contracts with customers: which are due, and what became of the others. */
export function Renewals() {
  const may = useMay();
  const { member } = useSession();
  const [adding, setAdding] = useState(false);
  const add = may('suspend') && <Button onClick={() => setAdding(true)}>{m.contracts.add}</Button>;
  return (
    <>
      <Group justify="flex-end">{add}</Group>
      <DataTable<Contract>
        name="renewals"
        caption={m.contracts.tab}
        path="/contracts"
        columns={may('suspend') ? withActs : member?.role.startsWith('reseller') ? withOrder : plain}
        defaultSort="endsOn"
        search={{ label: m.contracts.search }}
        filters={[
          { name: 'renewal', label: m.contracts.renewal, options: options(m.contracts.renewals) },
          { name: 'kind', label: m.licence.kind, options: options(m.contracts.kinds) },
        ]}
        empty={<Empty title={m.contracts.none} how={m.contracts.noneHow} action={add} />}
      />
      <Modal opened={adding} onClose={() => setAdding(false)} title={m.contracts.add}>
        {adding && <ContractForm renews={null} close={() => setAdding(false)} />}
      </Modal>
    </>
  );
}

function options(words: Record<string, string>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

const unshrunk = { flexShrink: 0 } as const;

function Acts({ contract }: { contract: Contract }) {
  const [renewing, setRenewing] = useState(false);
  if (contract.state === 'renewed') return null;
  const declined = contract.declinedAt !== null;
  async function turn() {
    await call('POST', `/contracts/${contract.id}/${declined ? 'reopen' : 'decline'}`, { body: {} });
    await queries.invalidateQueries();
    say(declined ? m.contracts.reopened : m.contracts.declined);
  }
  return (
    <Group gap="xs" wrap="nowrap">
      {!declined && (
        <Button size="xs" variant="default" style={unshrunk} onClick={() => setRenewing(true)}>
          {m.contracts.renew}
        </Button>
      )}
      <Confirm
        size="xs"
        style={unshrunk}
        label={declined ? m.contracts.reopen : m.contracts.decline}
        title={declined ? m.contracts.reopen : m.contracts.declineTitle(contract.number)}
        consequence={declined ? m.contracts.reopenConsequence : m.contracts.declineConsequence(contract.company.name)}
        act={turn}
      />
      <Modal opened={renewing} onClose={() => setRenewing(false)} title={m.contracts.renewTitle(contract.number)}>
        {renewing && <ContractForm renews={contract} close={() => setRenewing(false)} />}
      </Modal>
    </Group>
  );
}

/** A reseller, or the desk for it, orders the renewal; the desk fulfils it. */
function OrderRenewal({ contract }: { contract: Contract }) {
  if (contract.state === 'renewed' || contract.declinedAt !== null) return null;
  async function order() {
    await call('POST', '/orders', { body: { kind: 'renewal', contractId: contract.id } });
    await queries.invalidateQueries();
    say(ordersMessages.orders.placed);
  }
  return (
    <Confirm
      size="xs"
      color="blue"
      style={unshrunk}
      label={ordersMessages.orders.orderRenewal}
      title={ordersMessages.orders.orderRenewal}
      consequence={ordersMessages.orders.orderRenewalConsequence(contract.company.name)}
      act={order}
    />
  );
}
