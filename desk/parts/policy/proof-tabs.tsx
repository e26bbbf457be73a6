import { incidentsMessages } from '../../messages/en/incidents.ts';
import { PartTabs, type Tab } from '../../ui/tabs.tsx';

const tabs: Tab[] = [
  { to: '/proof', label: incidentsMessages.proofTabs.board },
  { to: '/proof/incidents', label: incidentsMessages.proofTabs.incidents, feature: 'audit' },
  { to: '/proof/witnesses', label: incidentsMessages.proofTabs.witnesses, feature: 'audit' },
];

export function ProofTabs() {
  return <PartTabs tabs={tabs} />;
}
