import { lookUpSource } from '../parts/contacts/index.ts';
import { disclosureSource } from '../parts/disclosures/index.ts';
import { policySources } from '../parts/policy/index.ts';
import { auditSource } from '../parts/staff/index.ts';
import type { LogSource } from '../platform/evidence/source.ts';

/** All rows that the evidence log covers. */
export const logSources: readonly LogSource[] = [disclosureSource, lookUpSource, auditSource, ...policySources];
