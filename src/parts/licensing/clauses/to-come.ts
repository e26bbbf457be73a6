import { clauseToCome } from '../../../platform/clauses/to-come.ts';

export const licensingToCome = [
  clauseToCome({
    id: 'L1',
    part: 'licensing',
    title: 'Copies are licensed through an authorised entity',
    keeps: 'Serials issued to distributors and resellers, who issue them to customers; the history of each serial.',
    demands: {
      issued: 'The vendor issues serials to distributors and resellers.',
      customers: 'Distributors and resellers issue them to customers.',
      owners: 'The history of each serial names all its owners.',
      sellers: 'The history of each serial names all its sellers.',
    },
  }),
  clauseToCome({
    id: 'U2',
    part: 'licensing',
    title: 'Contracts, renewals, surveys and orders',
    keeps:
      'Maintenance and other contracts with end dates, renewal reminders, survey requests, orders and order questions.',
    terms: ['dpv:CustomerRelationshipManagement'],
    demands: {
      maintenance: 'Maintenance contracts are kept with their end dates.',
      contracts: 'Other contracts are kept with their end dates.',
      reminders: 'Customers are reminded of a renewal.',
      surveys: 'Customers are asked to answer a survey about the products.',
      orders: 'Orders are kept.',
      questions: 'Customers are asked about an order.',
    },
  }),
];
