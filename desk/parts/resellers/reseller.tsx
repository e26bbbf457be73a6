import { Button, Group, Select, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { CompanyItem, Reseller } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { countryName, countryOptions } from '../../ui/countries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DataList, Line } from '../../ui/datum.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { count, When } from '../../ui/when.tsx';
import { InviteForm } from '../staff/invite-form.tsx';
import { territoryName } from './resellers.tsx';

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
    <Button component={Link} to="/licences/issue" search={{ holder: id } as never}>
      {m.resellers.issue}
    </Button>
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
            <Line label={m.resellers.asCompany}>
              <RefLink kind="company" id={id}>
                {m.resellers.openCompany}
              </RefLink>
            </Line>
          </DataList>
        </Panel>
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

function Territories({ reseller, writes }: { reseller: Reseller; writes: boolean }) {
  async function end(id: string) {
    await call('DELETE', `/resellers/${reseller.id}/territories/${id}`);
    await queries.invalidateQueries();
    say(m.resellers.ended);
  }
  return (
    <Stack gap="sm">
      {reseller.territories.length === 0 && (
        <Text size="sm" c="dimmed">
          {m.resellers.noTerritory}
        </Text>
      )}
      {reseller.territories.map((territory) => (
        <Group key={territory.id} justify="space-between">
          <Text size="sm">
            {territoryName(territory)} · {m.company.sharedSince} <When at={territory.since} time={false} />
          </Text>
          {writes && (
            <Confirm
              size="xs"
              label={m.resellers.end}
              title={m.resellers.endTitle(territoryName(territory))}
              consequence={m.resellers.endConsequence(reseller.name)}
              act={() => end(territory.id)}
            />
          )}
        </Group>
      ))}
      {writes && <AddTerritory id={reseller.id} />}
    </Stack>
  );
}

function AddTerritory({ id }: { id: string }) {
  const [country, setCountry] = useState<string | null>(null);
  const [region, setRegion] = useState('');
  const add = useMutation({
    mutationFn: () =>
      call('POST', `/resellers/${id}/territories`, { body: { country, region: region.trim() || null } }),
    onSuccess: async () => {
      setCountry(null);
      setRegion('');
      await queries.invalidateQueries();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <Select label={m.fields.country} searchable data={countryOptions} value={country} onChange={setCountry} />
          <TextInput
            label={m.resellers.regionOptional}
            value={region}
            onChange={(event) => setRegion(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={!country} loading={add.isPending}>
            {m.resellers.addTerritory}
          </Button>
        </Group>
        {add.isError && <Failure error={add.error} />}
      </Stack>
    </form>
  );
}
