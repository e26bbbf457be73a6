import { Button, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import type { CompanyItem, Reseller } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { countryName } from '../../ui/countries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DataList, Line } from '../../ui/datum.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { count, When } from '../../ui/when.tsx';
import { InviteForm } from '../staff/invite-form.tsx';
import { Distributor } from './distributor.tsx';
import { ReassignCustomers, Reassignments } from './reassignments.tsx';
import { Territories } from './territories.tsx';

const route = getRouteApi('/frame/resellers/$id');

const customerColumns: Column<CompanyItem>[] = [
  {
    id: 'name',
    header: m.fields.company,
    sort: 'name',
    csv: (row) => row.name,
    cell: (row) => (
      <RefLink kind="company" id={row.id}>
        {row.name}
      </RefLink>
    ),
  },
  { id: 'country', header: m.fields.country, cell: (row) => countryName(row.country), csv: (row) => row.country },
  {
    id: 'licences',
    header: m.parts.licences,
    end: true,
    cell: (row) => count(row.licences),
    csv: (row) => row.licences,
  },
];

/** A reseller: its territory, customers and accounts. */
export function ResellerPage() {
  const { id } = route.useParams();
  const may = useMay();
  const reseller = useQuery({
    queryKey: ['reseller', id],
    queryFn: ({ signal }) => call<Reseller>('GET', `/resellers/${id}`, { signal }),
  });
  if (reseller.isError) return <Failure error={reseller.error} retry={() => void reseller.refetch()} />;
  if (!reseller.data) return <Skeleton height={400} />;
  const data = reseller.data;
  const actions = may('issue') && (
    <>
      {data.customers > 0 && <ReassignCustomers reseller={data} />}
      <Button component={Link} to="/licences/issue" search={{ holder: id } as never}>
        {m.resellers.issue}
      </Button>
    </>
  );
  return (
    <>
      <PageHead title={data.name} about={countryName(data.country)} actions={actions} />
      <Stack maw={960}>
        <Panel>
          <DataList>
            <Line label={m.licensors.mailbox}>{data.mailbox ?? m.licensors.noMailbox}</Line>
            <Line label={m.resellers.customers}>{count(data.customers)}</Line>
            <Line label={m.parts.licences}>{count(data.licences)}</Line>
            <Line label={m.resellers.members}>{count(data.members)}</Line>
            <Line label={m.fields.since}>
              <When at={data.createdAt} time={false} />
            </Line>
            <Line label={m.resellers.distributor}>
              <Distributor reseller={data} writes={may('issue')} />
            </Line>
            {data.supplies > 0 && <Line label={m.resellers.supplies}>{count(data.supplies)}</Line>}
            <Line label={m.resellers.asCompany}>
              <RefLink kind="company" id={id}>
                {m.resellers.openCompany}
              </RefLink>
            </Line>
          </DataList>
        </Panel>
        {may('issue') && <Reassignments reseller={data} />}
        <Panel title={m.resellers.territory}>
          <Territories reseller={data} writes={may('issue')} />
        </Panel>
        {may('members') && (
          <Panel title={m.resellers.inviteTitle}>
            <InviteForm company={{ id, name: data.name }} />
          </Panel>
        )}
        <Panel title={m.resellers.customers}>
          <DataTable<CompanyItem>
            name="reseller-customers"
            caption={m.resellers.customers}
            path="/companies"
            fixed={{ resellerId: id, kind: 'customer' }}
            columns={customerColumns}
            defaultSort="name"
            remember={false}
            limit={20}
            empty={<Empty title={m.resellers.noCustomers} how={m.resellers.noCustomersHow} />}
          />
        </Panel>
      </Stack>
    </>
  );
}
