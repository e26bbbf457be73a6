import type { CustomerContract as Contract } from '../../api/wire.ts';
import { companyMessages } from '../../messages/en/company.ts';
import { m } from '../../messages/en.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Day } from '../../ui/when.tsx';

const columns: Column<Contract>[] = [
  { id: 'number', header: m.contracts.number, cell: (row) => row.number, csv: (row) => row.number },
  {
    id: 'kind',
    header: m.licence.kind,
    cell: (row) => m.contracts.kinds[row.kind] ?? row.kind,
    csv: (row) => row.kind,
  },
  {
    id: 'licence',
    header: m.licence.serial,
    cell: (row) => row.licence?.serial ?? m.common.none,
    csv: (row) => row.licence?.serial ?? null,
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

/** Contracts of the company, those that are due at first. */
export function OwnRenewals() {
  return (
    <DataTable<Contract>
      name="own-renewals"
      caption={companyMessages.own.renewals}
      path="/company/renewals"
      columns={columns}
      defaultSort="endsOn"
      filters={[
        {
          name: 'renewal',
          label: m.contracts.renewal,
          options: Object.entries(m.contracts.renewals).map(([value, label]) => ({ value, label })),
        },
      ]}
      empty={<Empty title={companyMessages.own.noRenewals} how={companyMessages.own.noRenewalsHow} />}
    />
  );
}
