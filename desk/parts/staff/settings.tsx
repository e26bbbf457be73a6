import { Outlet } from '@tanstack/react-router';
import { m } from '../../messages/en.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { PartTabs, type Tab } from '../../ui/tabs.tsx';

const tabs: Tab[] = [
  { to: '/settings', label: m.settings.account },
  { to: '/settings/vendor', label: m.settings.vendor, feature: 'vendor' },
  { to: '/settings/staff', label: m.settings.staff, feature: 'members' },
  { to: '/settings/outbox', label: m.settings.outbox, feature: 'outbox' },
  { to: '/settings/notices', label: m.settings.notices, feature: 'notices' },
  { to: '/settings/processors', label: m.settings.processors, feature: 'processors' },
  { to: '/settings/registers', label: m.settings.registers, feature: 'audit' },
  { to: '/settings/webhooks', label: m.settings.webhooks, feature: 'webhooks' },
  { to: '/settings/tokens', label: m.settings.tokens, feature: 'tokens' },
  { to: '/settings/audit', label: m.settings.audit, feature: 'audit' },
];

export function Settings() {
  return (
    <>
      <PageHead title={m.parts.settings} />
      <PartTabs tabs={tabs} />
      <Outlet />
    </>
  );
}
