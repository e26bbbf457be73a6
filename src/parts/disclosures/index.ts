export { disclosuresTimeline, disclosuresToday } from './actions/composed.ts';
export {
  createLedger,
  type DisclosedTo,
  disclosuresOfCompany,
  disclosuresOfPerson,
  ledger,
  recipientsOfField,
} from './actions/ledger.ts';
export { type MailToPerson, mailsToPerson } from './actions/outbox.ts';
export {
  addRecipient,
  endRecipient,
  type LiveContract,
  liveContracts,
  type NewRecipient,
  recipientOfCompany,
  recipientsById,
} from './actions/recipients.ts';
