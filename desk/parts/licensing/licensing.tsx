import { Button } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { disputesMessages } from '../../messages/en/disputes.ts';
import { exportControlMessages } from '../../messages/en/export-control.ts';
import { exportsMessages } from '../../messages/en/exports.ts';
import { importsMessages } from '../../messages/en/imports.ts';
import { ordersMessages } from '../../messages/en/orders.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { PartTabs, type Tab } from '../../ui/tabs.tsx';

const tabs: Tab[] = [
  { to: '/licences', label: m.parts.licences },
  { to: '/licences/renewals', label: m.contracts.tab, search: { renewal: 'due' } },
  {
    to: '/licences/export-control',
    label: exportControlMessages.exportControl.tab,
    feature: 'issue',
    search: { open: 'true' },
  },
  { to: '/licences/disputes', label: disputesMessages.disputes.tab, feature: 'issue', search: { state: 'open' } },
  { to: '/licences/orders', label: ordersMessages.orders.tab, feature: 'orders' },
  { to: '/licences/stock', label: ordersMessages.stock.tab, feature: 'orders' },
  { to: '/licences/figures', label: m.figures.tab, feature: 'figures' },
  { to: '/licences/products', label: m.licensing.products, feature: 'products' },
  { to: '/licences/technologies', label: m.licensing.technologies, feature: 'recipients' },
  { to: '/licences/licensors', label: m.licensing.licensors, feature: 'recipients' },
  { to: '/licences/reports', label: m.licensing.reports, feature: 'recipients' },
  { to: '/licences/imports', label: importsMessages.imports.tab, feature: 'issue' },
  { to: '/licences/exports', label: exportsMessages.exports.tab, feature: 'issue' },
];

export function Licensing() {
  const may = useMay();
  const issue = may('issue') && (
    <Button component={Link} to="/licences/issue">
      {m.licensing.issue}
    </Button>
  );
  return (
    <>
      <PageHead title={m.parts.licences} actions={issue} />
      <PartTabs tabs={tabs} />
      <Outlet />
    </>
  );
}
