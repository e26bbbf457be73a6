import { Link, useLocation } from '@tanstack/react-router';
import { m } from '../messages/en.ts';
import { type Feature, useMay } from '../session.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import type { PagePath } from '../ui/page-path.ts';
import classes from './frame.module.css';

/** `also`: pages of the part whose paths begin otherwise. */
const parts: { to: PagePath; label: string; icon: IconName; feature?: Feature; also?: RegExp }[] = [
  { to: '/', label: m.parts.home, icon: 'home' },
  { to: '/company', label: m.parts.company, icon: 'contacts', feature: 'company', also: /^\/company\// },
  { to: '/contacts', label: m.parts.contacts, icon: 'contacts', feature: 'contacts', also: /^\/(companies|people)\// },
  { to: '/licences', label: m.parts.licences, icon: 'licences', feature: 'licences', also: /^\/orders\// },
  { to: '/leads', label: m.parts.leads, icon: 'hand', feature: 'leads' },
  { to: '/told', label: m.parts.told, icon: 'check', feature: 'told' },
  { to: '/resellers', label: m.parts.resellers, icon: 'resellers', feature: 'resellers' },
  { to: '/statistics', label: m.parts.statistics, icon: 'statistics', feature: 'statistics' },
  { to: '/proof', label: m.parts.proof, icon: 'proof', feature: 'proof' },
  { to: '/requests', label: m.parts.requests, icon: 'requests', feature: 'corrections' },
  { to: '/settings', label: m.parts.settings, icon: 'settings', also: /^\/(notices|webhooks)\// },
];

export function Sidebar() {
  const may = useMay();
  const { pathname } = useLocation();
  return (
    <div style={{ paddingTop: 8 }}>
      {parts
        .filter((part) => (part.feature ? may(part.feature) : part.to !== '/' || !may('company')))
        .map((part) => (
          <Link
            key={part.label}
            to={part.to}
            className={classes.link}
            {...(part.also?.test(pathname) ? { 'data-status': 'active', 'aria-current': 'true' } : {})}
            activeOptions={{ exact: part.to === '/', includeSearch: false }}
          >
            <Icon name={part.icon} />
            {part.label}
          </Link>
        ))}
    </div>
  );
}
