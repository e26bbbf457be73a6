import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import type { OwnCompany } from '../../api/wire.ts';
import { companyMessages } from '../../messages/en/company.ts';
import { m } from '../../messages/en.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { PartTabs, type Tab } from '../../ui/tabs.tsx';

const tabs: Tab[] = [
  { to: '/company', label: m.parts.licences },
  { to: '/company/renewals', label: companyMessages.own.renewals, search: { renewal: 'due' } },
  { to: '/company/contacts', label: companyMessages.own.contacts },
];

/** The part of a buyer's administrator: their own company. */
export function OwnCompanyPart() {
  const own = useQuery({
    queryKey: ['own company'],
    queryFn: ({ signal }) => call<OwnCompany>('GET', '/company', { signal }),
  });
  const { company, licences, seats, seatsUsed, seatsNamed } = own.data ?? {};
  return (
    <>
      <PageHead
        title={company?.name ?? companyMessages.own.part}
        about={
          company
            ? companyMessages.own.figures(licences ?? 0, seatsUsed ?? 0, seatsNamed ?? 0, seats ?? 0)
            : companyMessages.own.about
        }
      />
      <PartTabs tabs={tabs} />
      <Outlet />
    </>
  );
}
