import { Outlet } from '@tanstack/react-router';
import { m } from '../../messages/en.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { PartTabs, type Tab } from '../../ui/tabs.tsx';

const tabs: Tab[] = [
  { to: '/contacts', label: m.contacts.companies },
  { to: '/contacts/lookups', label: m.contacts.lookups, feature: 'lookups' },
  { to: '/contacts/disclosures', label: m.contacts.disclosures, feature: 'recipients' },
];

export function Contacts() {
  return (
    <>
      <PageHead title={m.parts.contacts} />
      <PartTabs tabs={tabs} />
      <Outlet />
    </>
  );
}
