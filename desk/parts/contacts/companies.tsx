import type { CompanyItem } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useSession } from '../../session.ts';
import { countryName, countryOptions } from '../../ui/countries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { count, When } from '../../ui/when.tsx';

const columns: Column<CompanyItem>[] = [
  {
    id: 'name',
    header: m.fields.company,
    sort: 'name',
    csv: (row) => row.name,
    cell: (row) => (
      <RefLink kind="company" id={row.id} fw={500}>
        {row.name}
      </RefLink>
    ),
  },
  {
    id: 'kind',
    header: m.contacts.kind,
    cell: (row) => m.companyKinds[row.kind],
    csv: (row) => row.kind,
  },
  { id: 'country', header: m.fields.country, cell: (row) => countryName(row.country), csv: (row) => row.country },
  { id: 'region', header: m.fields.region, cell: (row) => row.region ?? '', csv: (row) => row.region, hidden: true },
  {
    id: 'reseller',
    header: m.contacts.reseller,
    cell: (row) => row.reseller?.name ?? m.common.none,
    csv: (row) => row.reseller?.name ?? null,
  },
  { id: 'people', header: m.contacts.people, end: true, cell: (row) => count(row.people), csv: (row) => row.people },
  {
    id: 'licences',
    header: m.parts.licences,
    end: true,
    cell: (row) => count(row.licences),
    csv: (row) => row.licences,
  },
  {
    id: 'since',
    header: m.fields.since,
    sort: 'createdAt',
    cell: (row) => <When at={row.createdAt} time={false} />,
    csv: (row) => row.createdAt,
  },
];

export function Companies() {
  const { member } = useSession();
  const how = member?.company ? m.contacts.noneHowReseller : m.contacts.noneHow;
  return (
    <DataTable<CompanyItem>
      name="companies"
      caption={m.contacts.companies}
      path="/companies"
      columns={columns}
      defaultSort="-createdAt"
      search={{ label: m.contacts.searchName }}
      filters={[
        {
          name: 'kind',
          label: m.contacts.kind,
          options: Object.entries(m.companyKinds).map(([value, label]) => ({ value, label })),
        },
        { name: 'country', label: m.fields.country, options: countryOptions },
      ]}
      empty={<Empty title={m.contacts.none} how={how} />}
    />
  );
}
