import { auditMessages } from './en/audit.ts';
import { companyMessages } from './en/company.ts';
import { contactsMessages } from './en/contacts.ts';
import { disclosuresMessages } from './en/disclosures.ts';
import { exportControlMessages } from './en/export-control.ts';
import { frameMessages } from './en/frame.ts';
import { importsMessages } from './en/imports.ts';
import { incidentsMessages } from './en/incidents.ts';
import { leadsMessages } from './en/leads.ts';
import { legalDemandsMessages } from './en/legal-demands.ts';
import { licensingMessages } from './en/licensing.ts';
import { offlineMessages } from './en/offline.ts';
import { ordersMessages } from './en/orders.ts';
import { policyMessages } from './en/policy.ts';
import { resellersMessages } from './en/resellers.ts';
import { rightsMessages } from './en/rights.ts';
import { staffMessages } from './en/staff.ts';
import { statisticsFigures } from './en/statistics.ts';
import { statisticsPages } from './en/statistics-pages.ts';
import { tokensMessages } from './en/tokens.ts';
import { webhooksMessages } from './en/webhooks.ts';
import * as words from './en/words.ts';

/** All texts of the desk, in English, a file a part. Another language is a second folder of this shape. */
export const m = {
  ...words,
  ...frameMessages,
  ...staffMessages,
  ...auditMessages,
  ...policyMessages,
  ...contactsMessages,
  ...companyMessages,
  ...disclosuresMessages,
  ...licensingMessages,
  ...importsMessages,
  ...exportControlMessages,
  ...offlineMessages,
  ...resellersMessages,
  ...leadsMessages,
  ...ordersMessages,
  ...rightsMessages,
  ...legalDemandsMessages,
  ...webhooksMessages,
  ...tokensMessages,
  ...incidentsMessages,
  statistics: { ...statisticsFigures, ...statisticsPages },
};
