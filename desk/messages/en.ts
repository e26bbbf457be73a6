import { companyMessages } from './en/company.ts';
import { contactsMessages } from './en/contacts.ts';
import { disclosuresMessages } from './en/disclosures.ts';
import { downloadsMessages } from './en/downloads.ts';
import { exportControlMessages } from './en/export-control.ts';
import { exportsMessages } from './en/exports.ts';
import { frameMessages } from './en/frame.ts';
import { importsMessages } from './en/imports.ts';
import { incidentsMessages } from './en/incidents.ts';
import { leadsMessages } from './en/leads.ts';
import { legalDemandsMessages } from './en/legal-demands.ts';
import { licensingMessages } from './en/licensing.ts';
import { metersMessages } from './en/meters.ts';
import { offlineMessages } from './en/offline.ts';
import { ordersMessages } from './en/orders.ts';
import { policyMessages } from './en/policy.ts';
import { reassignmentsMessages } from './en/reassignments.ts';
import { resellersMessages } from './en/resellers.ts';
import { rightsMessages } from './en/rights.ts';
import { staffMessages } from './en/staff.ts';
import { tokensMessages } from './en/tokens.ts';
import { webhooksMessages } from './en/webhooks.ts';
import * as words from './en/words.ts';

/** Texts of the desk, in English, a file a part; those of the statistics and of the audit log come with their pages. Another language is a second folder of this shape. */
export const m = {
  ...words,
  ...frameMessages,
  ...staffMessages,
  ...policyMessages,
  ...contactsMessages,
  ...companyMessages,
  ...disclosuresMessages,
  ...licensingMessages,
  ...downloadsMessages,
  ...exportsMessages,
  ...reassignmentsMessages,
  ...metersMessages,
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
};
