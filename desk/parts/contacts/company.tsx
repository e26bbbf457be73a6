import { Grid, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import type { Company, CompanyPersonal, LicenceItem } from '../../api/wire.ts';
import { companyMessages } from '../../messages/en/company.ts';
import { merges } from '../../messages/en/merges.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { countryName } from '../../ui/countries.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DataList, DatumRow, DatumValue, Line } from '../../ui/datum.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { Personal, usePersonal } from '../../ui/personal.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { When } from '../../ui/when.tsx';
import { licenceColumns } from '../licensing/licence-columns.tsx';
import { AssignReseller } from './assign-reseller.tsx';
import { Domains } from './domains.tsx';
import { InviteBuyer } from './invite-buyer.tsx';
import { MergeCompany, Merges } from './merge-company.tsx';
import { RenameCompany } from './rename-company.tsx';

/** On a company's own page its name need not stand in each line. */
const licenceColumnsHere = licenceColumns.filter((column) => !['company', 'holder', 'created'].includes(column.id));

const route = getRouteApi('/frame/companies/$id');

/** A company: what is held, who is there, its licences, who may see it, and all that happened. */
export function CompanyPage() {
  const { id } = route.useParams();
  const may = useMay();
  const company = useQuery({
    queryKey: ['company', id],
    queryFn: ({ signal }) => call<Company>('GET', `/companies/${id}`, { signal }),
  });
  if (company.isError) return <Failure error={company.error} retry={() => void company.refetch()} />;
  if (!company.data) return <Skeleton height={400} />;
  const { name, kind, reseller, mergedInto } = company.data;
  return (
    <>
      <PageHead
        title={name}
        about={`${m.companyKinds[kind]} · ${countryName(company.data.country)}`}
        actions={
          kind === 'customer' &&
          !mergedInto && (
            <>
              {may('issue') && <AssignReseller company={company.data} />}
              {may('issue') && <RenameCompany company={company.data} />}
              {may('issue') && <MergeCompany company={company.data} />}
              {may('buyers') && <InviteBuyer company={company.data} />}
            </>
          )
        }
      />
      {mergedInto && (
        <Text mb="md">
          {m.company.mergedInto}{' '}
          <RefLink kind="company" id={mergedInto.id}>
            {mergedInto.name}
          </RefLink>
        </Text>
      )}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack>
            <Panel title={m.company.held}>
              <DataList>
                {company.data.data.map((datum) => (
                  <DatumRow key={datum.field} datum={datum} show={datum.field === 'country' ? countryName : (v) => v} />
                ))}
                {company.data.formerNames.map((former) => (
                  <Line
                    key={`${former.until} ${former.name}`}
                    label={former.merged ? merges.formerMerged : companyMessages.renaming.former}
                  >
                    {former.name} ({!former.merged && `${companyMessages.renaming.until} `}
                    <When at={former.until} time={false} />)
                  </Line>
                ))}
                <Line label={m.contacts.reseller}>
                  {reseller ? <ResellerLink id={reseller.id} name={reseller.name} /> : m.company.noReseller}
                </Line>
                <Line label={m.fields.since}>
                  <When at={company.data.createdAt} />
                </Line>
              </DataList>
            </Panel>
            <Panel title={m.company.people}>
              <People id={id} />
            </Panel>
            <Panel title={m.parts.licences}>
              <DataTable<LicenceItem>
                name="company-licences"
                caption={m.parts.licences}
                path="/licences"
                fixed={kind === 'reseller' ? { holderId: id } : { companyId: id }}
                columns={licenceColumnsHere}
                defaultSort="-createdAt"
                remember={false}
                limit={10}
                empty={<Empty title={m.company.noLicences} how={m.company.noLicencesHow} />}
              />
            </Panel>
            <Panel title={m.company.shares}>
              <Shares company={company.data} />
            </Panel>
            {kind === 'customer' && !mergedInto && may('suspend') && <Domains company={company.data} />}
            <Merges company={company.data} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Panel title={m.timeline.title}>
            <Timeline path={`/companies/${id}/timeline`} />
          </Panel>
        </Grid.Col>
      </Grid>
    </>
  );
}

function ResellerLink({ id, name }: { id: string; name: string }) {
  const may = useMay();
  if (!may('resellers')) return name;
  return (
    <RefLink kind="reseller" id={id}>
      {name}
    </RefLink>
  );
}

/** People and the shipping address are personal: shown once the reason is told. */
function People({ id }: { id: string }) {
  const read = usePersonal<CompanyPersonal>(`/companies/${id}/personal`);
  return (
    <Personal read={read}>
      {({ people, address }) => (
        <Stack>
          {people.length === 0 && (
            <Text size="sm" c="dimmed">
              {m.company.noPeople}
            </Text>
          )}
          {people.length > 0 && (
            <Scroll label={m.company.people} width={480}>
              <Table fz="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{m.fields.name}</Table.Th>
                    <Table.Th>{m.fields.email}</Table.Th>
                    <Table.Th>{m.dataFields.phone}</Table.Th>
                    <Table.Th>{m.dataFields.role}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {people.map((person) => (
                    <Table.Tr key={person.id}>
                      <Table.Td>
                        <RefLink kind="person" id={person.id}>
                          {person.name.readable && person.name.value ? person.name.value : m.company.openPerson}
                        </RefLink>
                        {person.until && (
                          <Text size="xs" c="dimmed">
                            {m.company.left} <When at={person.until} time={false} />
                          </Text>
                        )}
                      </Table.Td>
                      <Table.Td>
                        <DatumValue datum={person.email} />
                      </Table.Td>
                      <Table.Td>
                        <DatumValue datum={person.phone} />
                      </Table.Td>
                      <Table.Td>
                        <DatumValue datum={person.role} />
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Scroll>
          )}
          {address.length > 0 && (
            <DataList>
              {address.map((datum) => (
                <DatumRow key={datum.field} datum={datum} show={datum.field === 'country' ? countryName : (v) => v} />
              ))}
            </DataList>
          )}
        </Stack>
      )}
    </Personal>
  );
}

function Shares({ company }: { company: Company }) {
  const others = company.shares.filter((share) => share.tenant.id !== company.id);
  if (others.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {m.company.noShares}
      </Text>
    );
  }
  return (
    <DataList>
      {others.map((share) => (
        <Line key={share.id} label={share.tenant.name}>
          {m.company.sharedSince} <When at={share.since} time={false} />
          {share.until && (
            <>
              {' '}
              {m.company.sharedUntil} <When at={share.until} time={false} />
            </>
          )}{' '}
          · {share.basis}
        </Line>
      ))}
    </DataList>
  );
}
