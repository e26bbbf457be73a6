import { m } from '../../messages/en.ts';
import { PartTabs, type Tab } from '../../ui/tabs.tsx';

const tabs: Tab[] = [
  { to: '/proof', label: m.proofTabs.board },
  { to: '/proof/incidents', label: m.proofTabs.incidents, feature: 'audit' },
  { to: '/proof/witnesses', label: m.proofTabs.witnesses, feature: 'audit' },
];

export function ProofTabs() {
  return <PartTabs tabs={tabs} />;
}
