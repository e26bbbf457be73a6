import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { LeadItem } from '../../api/wire.ts';
import { leadsMessages } from '../../messages/en/leads.ts';
import { m } from '../../messages/en.ts';
import { useMay, useSession } from '../../session.ts';
import { countryName, countryOptions } from '../../ui/countries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { When } from '../../ui/when.tsx';
import { LeadForm } from './lead-form.tsx';

const columns: Column<LeadItem>[] = [
  {
    id: 'company',
    header: leadsMessages.leads.company,
    sort: 'companyName',
    cell: (row) => (
      <RefLink kind="lead" id={row.id} fw={500}>
        {row.companyName}
      </RefLink>
    ),
    csv: (row) => row.companyName,
  },
  { id: 'country', header: m.fields.country, cell: (row) => countryName(row.country), csv: (row) => row.country },
  {
    id: 'interest',
    header: leadsMessages.leads.interest,
    cell: (row) => leadsMessages.leads.interests[row.interest] ?? row.interest,
    csv: (row) => row.interest,
  },
  { id: 'state', header: m.licence.state, cell: (row) => <StateBadge state={row.state} />, csv: (row) => row.state },
  {
    id: 'due',
    header: leadsMessages.leads.due,
    cell: (row) => (row.dueAt ? <When at={row.dueAt} /> : m.common.none),
    csv: (row) => row.dueAt,
  },
  {
    id: 'source',
    header: leadsMessages.leads.source,
    cell: (row) => leadsMessages.leads.sources[row.source] ?? row.source,
    csv: (row) => row.source,
  },
  {
    id: 'since',
    header: m.fields.since,
    sort: 'createdAt',
    cell: (row) => <When at={row.createdAt} time={false} />,
    csv: (row) => row.createdAt,
  },
];

const holder: Column<LeadItem> = {
  id: 'holder',
  header: leadsMessages.leads.holder,
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
const states = ['waiting', 'offered', 'accepted', 'closed'].map((value) => ({
  value,
  label: m.statesOf[value] ?? value,
}));

/** Prospects, and who has them. */
export function Leads() {
  const may = useMay();
  const { member } = useSession();
  const [entering, setEntering] = useState(false);
  const staff = may('resellers');
  const enters = staff && ['administrator', 'licence desk', 'marketing', 'support'].includes(member?.role ?? '');
  const add = enters && <Button onClick={() => setEntering(true)}>{leadsMessages.leads.enter}</Button>;
  return (
    <>
      <PageHead title={m.parts.leads} about={leadsMessages.leads.about} actions={add} />
      <DataTable<LeadItem>
        name="leads"
        caption={m.parts.leads}
        path="/leads"
        columns={staff ? [...columns, holder] : columns}
        defaultSort="-createdAt"
        search={{ label: leadsMessages.leads.search }}
        filters={[
          { name: 'state', label: m.licence.state, options: states },
          { name: 'source', label: leadsMessages.leads.source, options: options(leadsMessages.leads.sources) },
          { name: 'country', label: m.fields.country, options: countryOptions },
        ]}
        empty={<Empty title={leadsMessages.leads.none} how={leadsMessages.leads.noneHow} action={add} />}
      />
      <Modal opened={entering} onClose={() => setEntering(false)} title={leadsMessages.leads.enter} size="lg">
        {entering && <LeadForm close={() => setEntering(false)} />}
      </Modal>
    </>
  );
}
