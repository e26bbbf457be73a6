import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Reseller } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { countryName, countryOptions } from '../../ui/countries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { count, When } from '../../ui/when.tsx';
import { territoryName, WhoWould } from './territories.tsx';

const territories = (row: Reseller) => row.territories.map(territoryName).join(', ');

const columns: Column<Reseller>[] = [
  {
    id: 'name',
    header: m.contacts.reseller,
    sort: 'name',
    csv: (row) => row.name,
    cell: (row) => (
      <RefLink kind="reseller" id={row.id} fw={500}>
        {row.name}
      </RefLink>
    ),
  },
  { id: 'country', header: m.fields.country, cell: (row) => countryName(row.country), csv: (row) => row.country },
  {
    id: 'territories',
    header: m.resellers.territory,
    cell: (row) => territories(row) || m.resellers.noTerritory,
    csv: territories,
  },
  {
    id: 'customers',
    header: m.resellers.customers,
    end: true,
    cell: (row) => count(row.customers),
    csv: (row) => row.customers,
  },
  {
    id: 'licences',
    header: m.parts.licences,
    end: true,
    cell: (row) => count(row.licences),
    csv: (row) => row.licences,
  },
  {
    id: 'members',
    header: m.resellers.members,
    end: true,
    cell: (row) => count(row.members),
    csv: (row) => row.members,
  },
  {
    id: 'since',
    header: m.fields.since,
    sort: 'createdAt',
    cell: (row) => <When at={row.createdAt} time={false} />,
    csv: (row) => row.createdAt,
  },
];

export function Resellers() {
  const may = useMay();
  const add = may('issue') && (
    <Button component={Link} to="/resellers/new">
      {m.resellers.new}
    </Button>
  );
  const actions = (
    <>
      <WhoWould />
      {add}
    </>
  );
  return (
    <>
      <PageHead title={m.parts.resellers} about={m.resellers.about} actions={actions} />
      <DataTable<Reseller>
        name="resellers"
        caption={m.parts.resellers}
        path="/resellers"
        columns={columns}
        defaultSort="name"
        search={{ label: m.contacts.searchName }}
        filters={[{ name: 'country', label: m.fields.country, options: countryOptions }]}
        empty={<Empty title={m.resellers.none} how={m.resellers.noneHow} action={add} />}
      />
    </>
  );
}
