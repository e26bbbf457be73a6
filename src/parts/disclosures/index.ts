export { disclosuresTimeline, disclosuresToday } from './actions/composed.ts';
export {
  type AboutPerson,
  createLedger,
  type DisclosedTo,
  disclosuresOfCompany,
  disclosuresOfPerson,
  ledger,
  recipientsOfField,
} from './actions/ledger.ts';
export { type MailToPerson, mailsToPerson } from './actions/outbox.ts';
export {
  addContract,
  addRecipient,
  endRecipient,
  type LiveContract,
  liveContracts,
  type NewContract,
  type NewRecipient,
  type Recipient,
  recipientOfCompany,
  recipientsById,
} from './actions/recipients.ts';
export type { DisclosuresHanded } from './wire/handed.ts';
