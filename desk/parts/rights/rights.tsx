import { Outlet } from '@tanstack/react-router';
import { legalDemandsMessages } from '../../messages/en/legal-demands.ts';
import { m } from '../../messages/en.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { PartTabs, type Tab } from '../../ui/tabs.tsx';
import { RecordRequest } from './record-request.tsx';

const tabs: Tab[] = [
  { to: '/requests', label: m.requests.title },
  { to: '/requests/mails', label: m.mails.title },
  { to: '/requests/corrections', label: m.corrections.title },
  { to: '/requests/holders', label: m.holders.title, search: { state: 'open' } },
  { to: '/requests/legal-demands', label: legalDemandsMessages.legalDemands.title, feature: 'requests' },
  { to: '/requests/children', label: m.children.title, feature: 'requests' },
  { to: '/requests/retention', label: m.retention.title, feature: 'requests' },
];

export function Rights() {
  return (
    <>
      <PageHead title={m.parts.requests} about={m.requests.about} actions={<RecordRequest />} />
      <PartTabs tabs={tabs} />
      <Outlet />
    </>
  );
}
