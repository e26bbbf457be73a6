export { disclosuresTimeline, disclosuresToday } from './actions/composed.ts';
export { handOver } from './actions/hand-over.ts';
export {
  createLedger,
  type DisclosedTo,
  disclosuresOfCompany,
  disclosuresOfPerson,
  ledger,
  ledgerIdsOfPerson,
  recipientsOfField,
} from './actions/ledger.ts';
export { disclosureSource } from './actions/log-source.ts';
export { type MailToPerson, mailsToPerson, withdrawMails } from './actions/outbox.ts';
export { isHostBound } from './actions/outside-hosts.ts';
export { countriesOfProcessors } from './actions/processors.ts';
export {
  addReceiver,
  addRecipient,
  endRecipient,
  ensureAuthority,
  holdRecipient,
  type LiveContract,
  liveContracts,
  liveWitnesses,
  type NewRecipient,
  type ResellerStanding,
  recipientRegister,
  recipientsById,
  resellerStandings,
} from './actions/recipients.ts';
export type { HostInUse } from './wire/handed.ts';
