import { contactsMessages } from './en/contacts.ts';
import { disclosuresMessages } from './en/disclosures.ts';
import { frameMessages } from './en/frame.ts';
import { licensingMessages } from './en/licensing.ts';
import { policyMessages } from './en/policy.ts';
import { resellersMessages } from './en/resellers.ts';
import { rightsMessages } from './en/rights.ts';
import { staffMessages } from './en/staff.ts';
import * as words from './en/words.ts';

/** Texts of the desk, in English, a file a part; what only few pages show comes with these. Another language is a second folder of this shape. */
export const m = {
  ...words,
  ...frameMessages,
  ...staffMessages,
  ...policyMessages,
  ...contactsMessages,
  ...disclosuresMessages,
  ...licensingMessages,
  ...resellersMessages,
  ...rightsMessages,
};
