import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { queries } from './api/client.ts';
import { Crashed, NotFound, Waiting } from './frame/states.tsx';
import { sessionQuery } from './session.ts';
import { listSearch } from './ui/list-search.ts';

// Longer than most files: every address of the desk stands in this one table.

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: Crashed });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string; error?: string } => ({
    ...(typeof search.to === 'string' && /^\/(?![/\\])/.test(search.to) ? { to: search.to } : {}),
    ...(typeof search.error === 'string' ? { error: search.error } : {}),
  }),
  component: lazyRouteComponent(() => import('./parts/staff/sign-in.tsx'), 'SignIn'),
});
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./parts/staff/welcome.tsx'), 'Welcome'),
});
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ location }) => {
    // Where the server does not answer, the frame says so.
    const session = await queries.ensureQueryData(sessionQuery).catch(() => null);
    if (!session || session.member) return;
    throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.pathname } });
  },
  component: lazyRouteComponent(() => import('./frame/frame.tsx'), 'Frame'),
});

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('./parts/staff/home.tsx'), 'Home'),
});

const contacts = createRoute({
  getParentRoute: () => frame,
  path: '/contacts',
  component: lazyRouteComponent(() => import('./parts/contacts/contacts.tsx'), 'Contacts'),
});
const companies = createRoute({
  getParentRoute: () => contacts,
  path: '/',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/contacts/companies.tsx'), 'Companies'),
});
const lookups = createRoute({
  getParentRoute: () => contacts,
  path: '/lookups',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/contacts/lookups.tsx'), 'Lookups'),
});
const disclosures = createRoute({
  getParentRoute: () => contacts,
  path: '/disclosures',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/disclosures/disclosures.tsx'), 'Disclosures'),
});
const company = createRoute({
  getParentRoute: () => frame,
  path: '/companies/$id',
  component: lazyRouteComponent(() => import('./parts/contacts/company.tsx'), 'CompanyPage'),
});
const person = createRoute({
  getParentRoute: () => frame,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./parts/contacts/person.tsx'), 'PersonPage'),
});

const ownCompany = createRoute({
  getParentRoute: () => frame,
  path: '/company',
  component: lazyRouteComponent(() => import('./parts/company/company.tsx'), 'OwnCompanyPart'),
});
const ownLicences = createRoute({
  getParentRoute: () => ownCompany,
  path: '/',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/company/licences.tsx'), 'OwnLicences'),
});
const ownRenewals = createRoute({
  getParentRoute: () => ownCompany,
  path: '/renewals',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/company/renewals.tsx'), 'OwnRenewals'),
});
const ownContacts = createRoute({
  getParentRoute: () => ownCompany,
  path: '/contacts',
  component: lazyRouteComponent(() => import('./parts/company/contacts.tsx'), 'OwnContacts'),
});
const ownLicence = createRoute({
  getParentRoute: () => frame,
  path: '/company/licences/$id',
  component: lazyRouteComponent(() => import('./parts/company/licence.tsx'), 'OwnLicencePageView'),
});

const licensing = createRoute({
  getParentRoute: () => frame,
  path: '/licences',
  component: lazyRouteComponent(() => import('./parts/licensing/licensing.tsx'), 'Licensing'),
});
const licences = createRoute({
  getParentRoute: () => licensing,
  path: '/',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/licensing/licences.tsx'), 'Licences'),
});
const renewals = createRoute({
  getParentRoute: () => licensing,
  path: '/renewals',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/licensing/renewals.tsx'), 'Renewals'),
});
const orders = createRoute({
  getParentRoute: () => licensing,
  path: '/orders',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/licensing/orders.tsx'), 'Orders'),
});
const order = createRoute({
  getParentRoute: () => frame,
  path: '/orders/$id',
  component: lazyRouteComponent(() => import('./parts/licensing/order.tsx'), 'OrderPage'),
});
const stock = createRoute({
  getParentRoute: () => licensing,
  path: '/stock',
  component: lazyRouteComponent(() => import('./parts/licensing/stock.tsx'), 'Stock'),
});
const exportControl = createRoute({
  getParentRoute: () => licensing,
  path: '/export-control',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/licensing/export-control.tsx'), 'ExportControl'),
});
const disputes = createRoute({
  getParentRoute: () => licensing,
  path: '/disputes',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/licensing/disputes.tsx'), 'Disputes'),
});
const dispute = createRoute({
  getParentRoute: () => frame,
  path: '/disputes/$id',
  component: lazyRouteComponent(() => import('./parts/licensing/dispute.tsx'), 'DisputePage'),
});
const licenceFigures = createRoute({
  getParentRoute: () => licensing,
  path: '/figures',
  component: lazyRouteComponent(() => import('./parts/licensing/figures.tsx'), 'LicenceFiguresPage'),
});
const products = createRoute({
  getParentRoute: () => licensing,
  path: '/products',
  component: lazyRouteComponent(() => import('./parts/licensing/products.tsx'), 'Products'),
});
const technologies = createRoute({
  getParentRoute: () => licensing,
  path: '/technologies',
  component: lazyRouteComponent(() => import('./parts/licensing/technologies.tsx'), 'Technologies'),
});
const licensors = createRoute({
  getParentRoute: () => licensing,
  path: '/licensors',
  component: lazyRouteComponent(() => import('./parts/disclosures/licensors.tsx'), 'Licensors'),
});
const reports = createRoute({
  getParentRoute: () => licensing,
  path: '/reports',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/licensing/reports.tsx'), 'Reports'),
});
const imports = createRoute({
  getParentRoute: () => licensing,
  path: '/imports',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/licensing/imports.tsx'), 'Imports'),
});
const licenceExports = createRoute({
  getParentRoute: () => licensing,
  path: '/exports',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/licensing/exports.tsx'), 'Exports'),
});
const licenceImport = createRoute({
  getParentRoute: () => frame,
  path: '/licences/imports/$id',
  component: lazyRouteComponent(() => import('./parts/licensing/import.tsx'), 'ImportPage'),
});
const issue = createRoute({
  getParentRoute: () => frame,
  path: '/licences/issue',
  validateSearch: (search: Record<string, unknown>): { holder?: string } =>
    typeof search.holder === 'string' ? { holder: search.holder } : {},
  component: lazyRouteComponent(() => import('./parts/licensing/issue.tsx'), 'Issue'),
});
const licence = createRoute({
  getParentRoute: () => frame,
  path: '/licences/$id',
  component: lazyRouteComponent(() => import('./parts/licensing/licence.tsx'), 'LicencePage'),
});

const leads = createRoute({
  getParentRoute: () => frame,
  path: '/leads',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/resellers/leads.tsx'), 'Leads'),
});
const lead = createRoute({
  getParentRoute: () => frame,
  path: '/leads/$id',
  component: lazyRouteComponent(() => import('./parts/resellers/lead.tsx'), 'LeadPage'),
});
const resellers = createRoute({
  getParentRoute: () => frame,
  path: '/resellers',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/resellers/resellers.tsx'), 'Resellers'),
});
const newReseller = createRoute({
  getParentRoute: () => frame,
  path: '/resellers/new',
  component: lazyRouteComponent(() => import('./parts/resellers/new-reseller.tsx'), 'NewReseller'),
});
const reseller = createRoute({
  getParentRoute: () => frame,
  path: '/resellers/$id',
  component: lazyRouteComponent(() => import('./parts/resellers/reseller.tsx'), 'ResellerPage'),
});

const proof = createRoute({
  getParentRoute: () => frame,
  path: '/proof',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/policy/proof.tsx'), 'Proof'),
});
const incidents = createRoute({
  getParentRoute: () => frame,
  path: '/proof/incidents',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/policy/incidents.tsx'), 'Incidents'),
});
const witnesses = createRoute({
  getParentRoute: () => frame,
  path: '/proof/witnesses',
  component: lazyRouteComponent(() => import('./parts/policy/witnesses.tsx'), 'Witnesses'),
});
const rights = createRoute({
  getParentRoute: () => frame,
  path: '/requests',
  component: lazyRouteComponent(() => import('./parts/rights/rights.tsx'), 'Rights'),
});
const requests = createRoute({
  getParentRoute: () => rights,
  path: '/',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/rights/requests.tsx'), 'Requests'),
});
const inboundMails = createRoute({
  getParentRoute: () => rights,
  path: '/mails',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/rights/apart-mails.tsx'), 'ApartMails'),
});
const corrections = createRoute({
  getParentRoute: () => rights,
  path: '/corrections',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/rights/corrections.tsx'), 'Corrections'),
});
const holders = createRoute({
  getParentRoute: () => rights,
  path: '/holders',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/rights/holders.tsx'), 'Holders'),
});
const ownHolderNotices = createRoute({
  getParentRoute: () => frame,
  path: '/told',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/rights/holders.tsx'), 'OwnHolderNotices'),
});
const retention = createRoute({
  getParentRoute: () => rights,
  path: '/retention',
  component: lazyRouteComponent(() => import('./parts/rights/retention.tsx'), 'Retention'),
});
const legalDemands = createRoute({
  getParentRoute: () => rights,
  path: '/legal-demands',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/rights/legal-demands.tsx'), 'LegalDemands'),
});
const legalDemand = createRoute({
  getParentRoute: () => frame,
  path: '/legal-demands/$id',
  component: lazyRouteComponent(() => import('./parts/rights/legal-demand.tsx'), 'LegalDemandPage'),
});
const children = createRoute({
  getParentRoute: () => rights,
  path: '/children',
  component: lazyRouteComponent(() => import('./parts/rights/children.tsx'), 'Children'),
});
const request = createRoute({
  getParentRoute: () => frame,
  path: '/requests/$id',
  component: lazyRouteComponent(() => import('./parts/rights/request.tsx'), 'RequestPage'),
});

const statistics = createRoute({
  getParentRoute: () => frame,
  path: '/statistics',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/statistics/statistics.tsx'), 'Statistics'),
});
const overview = createRoute({
  getParentRoute: () => statistics,
  path: '/',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/statistics/overview.tsx'), 'OverviewPage'),
});
const dimension = createRoute({
  getParentRoute: () => statistics,
  path: '/tables/$dimension',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/statistics/dimension-page.tsx'), 'DimensionPage'),
});
const live = createRoute({
  getParentRoute: () => statistics,
  path: '/live',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/statistics/live.tsx'), 'LivePage'),
});
const goals = createRoute({
  getParentRoute: () => statistics,
  path: '/goals',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/statistics/goals.tsx'), 'GoalsPage'),
});
const countAs = createRoute({
  getParentRoute: () => statistics,
  path: '/count-as',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/statistics/count-as.tsx'), 'CountAsPage'),
});
const sharing = createRoute({
  getParentRoute: () => statistics,
  path: '/sharing',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/statistics/sharing.tsx'), 'SharingPage'),
});
const sites = createRoute({
  getParentRoute: () => statistics,
  path: '/sites',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/statistics/sites.tsx'), 'SitesPage'),
});
const site = createRoute({
  getParentRoute: () => statistics,
  path: '/sites/$id',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/statistics/site-page.tsx'), 'SitePage'),
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  component: lazyRouteComponent(() => import('./parts/staff/settings.tsx'), 'Settings'),
});
const account = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('./parts/staff/account.tsx'), 'Account'),
});
const vendor = createRoute({
  getParentRoute: () => settings,
  path: '/vendor',
  component: lazyRouteComponent(() => import('./parts/policy/vendor.tsx'), 'VendorSettings'),
});
const members = createRoute({
  getParentRoute: () => settings,
  path: '/staff',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/staff/members.tsx'), 'Members'),
});
const outbox = createRoute({
  getParentRoute: () => settings,
  path: '/outbox',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/disclosures/outbox.tsx'), 'Outbox'),
});
const notices = createRoute({
  getParentRoute: () => settings,
  path: '/notices',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/policy/notices.tsx'), 'Notices'),
});
const notice = createRoute({
  getParentRoute: () => frame,
  path: '/notices/$id',
  component: lazyRouteComponent(() => import('./parts/policy/notice.tsx'), 'NoticePage'),
});
const registers = createRoute({
  getParentRoute: () => settings,
  path: '/registers',
  component: lazyRouteComponent(() => import('./parts/policy/registers.tsx'), 'Registers'),
});
const processors = createRoute({
  getParentRoute: () => settings,
  path: '/processors',
  component: lazyRouteComponent(() => import('./parts/disclosures/processors.tsx'), 'Processors'),
});
const webhooks = createRoute({
  getParentRoute: () => settings,
  path: '/webhooks',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/staff/webhooks.tsx'), 'Webhooks'),
});
const tokens = createRoute({
  getParentRoute: () => settings,
  path: '/tokens',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/staff/tokens.tsx'), 'Tokens'),
});
const webhook = createRoute({
  getParentRoute: () => frame,
  path: '/webhooks/$id',
  component: lazyRouteComponent(() => import('./parts/staff/webhook.tsx'), 'WebhookPage'),
});
const audit = createRoute({
  getParentRoute: () => settings,
  path: '/audit',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./parts/staff/audit.tsx'), 'Audit'),
});

const routeTree = root.addChildren([
  signIn,
  welcome,
  frame.addChildren([
    home,
    contacts.addChildren([companies, lookups, disclosures]),
    ownCompany.addChildren([ownLicences, ownRenewals, ownContacts]),
    ownLicence,
    company,
    person,
    licensing.addChildren([
      licences,
      renewals,
      orders,
      stock,
      exportControl,
      disputes,
      licenceFigures,
      products,
      technologies,
      licensors,
      reports,
      imports,
      licenceExports,
    ]),
    issue,
    dispute,
    licenceImport,
    licence,
    order,
    leads,
    lead,
    resellers,
    newReseller,
    reseller,
    statistics.addChildren([overview, dimension, live, goals, countAs, sharing, sites, site]),
    proof,
    incidents,
    witnesses,
    ownHolderNotices,
    rights.addChildren([requests, inboundMails, corrections, holders, legalDemands, children, retention]),
    request,
    legalDemand,
    settings.addChildren([account, vendor, members, outbox, notices, processors, registers, webhooks, tokens, audit]),
    webhook,
    notice,
  ]),
]);

export const router = createRouter({
  routeTree,
  basepath: '/desk',
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultErrorComponent: Crashed,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
