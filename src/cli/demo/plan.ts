import { acknowledgements } from './acts/acknowledgements.ts';
import { agents } from './acts/agents.ts';
import { buyers } from './acts/buyers.ts';
import { children } from './acts/children.ts';
import { contracts, handovers } from './acts/contracts.ts';
import { corrections, endings, inquiries, lookUps, optOuts, ownPages, reassignments, requests } from './acts/desk.ts';
import { disputes } from './acts/disputes.ts';
import { education } from './acts/education.ts';
import { exportControl } from './acts/export-control.ts';
import { floating } from './acts/floating.ts';
import { incidents } from './acts/incidents.ts';
import { channel, leads } from './acts/leads.ts';
import { legalDemands } from './acts/legal-demands.ts';
import { activations, issues, lately, suspensions } from './acts/licences.ts';
import { lists } from './acts/lists.ts';
import { mails } from './acts/mails.ts';
import { activationsFor, orders, renewalOrders } from './acts/orders.ts';
import { handOvers, invitations, lastLetters, theirWord } from './acts/processors.ts';
import { downloadsAndUse, programs } from './acts/programs.ts';
import { departures, releases, reports, secondPolicy } from './acts/vendor.ts';
import type { SampleCompany } from './sample-companies.ts';
import type { Act, Stage } from './stage.ts';

/** Everything that happens after the first days, in the order of time. */
export function plan(stage: Stage, companies: readonly SampleCompany[]): Act[] {
  const acts = [
    ...releases(stage),
    ...issues(stage, companies),
    ...companies.flatMap((company) => company.purchases.flatMap((purchase) => activations(stage, company, purchase))),
    ...suspensions(stage),
    ...floating(stage, companies),
    ...buyers(stage, companies),
    ...lately(stage),
    ...contracts(stage),
    ...handovers(stage),
    ...channel(stage),
    ...leads(stage),
    ...orders(stage),
    ...renewalOrders(stage),
    ...activationsFor(stage),
    ...reassignments(stage),
    ...lookUps(stage),
    ...corrections(stage),
    ...optOuts(stage),
    ...ownPages(stage),
    ...acknowledgements(stage),
    ...secondPolicy(stage),
    ...reports(stage),
    ...departures(stage),
    ...inquiries(stage),
    ...requests(stage),
    ...agents(stage),
    ...mails(stage),
    ...legalDemands(stage),
    ...incidents(stage),
    ...children(stage),
    ...education(stage),
    ...exportControl(stage),
    ...disputes(stage),
    ...handOvers(stage),
    ...invitations(stage),
    ...theirWord(stage),
    ...lastLetters(stage),
    ...endings(stage),
    ...lists(stage),
    ...programs(stage),
    ...downloadsAndUse(stage, companies),
  ];
  return acts
    .filter((act) => act.at.getTime() < stage.span.end.getTime())
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
