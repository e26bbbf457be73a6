import { type Category, purposeCategories, purposes } from './purposes.ts';

/** One use of data: a purpose that reads a category, or a kind of recipient that it may be given to. */
export interface Use {
  /** `purpose marketing`, `recipient processor` */
  readonly use: string;
  readonly category: Category;
}

/** Kinds of recipients, each with the categories that this program can give to it at all. */
export const recipientCategories = {
  reseller: ['identity', 'email', 'phone', 'address', 'profession'],
  licensor: ['identity', 'email', 'phone', 'address', 'profession'],
  processor: ['identity', 'email', 'phone', 'address', 'profession'],
  authority: ['identity', 'email', 'phone', 'address', 'profession', 'message'],
} as const satisfies Record<string, readonly Category[]>;

/** Every use that this program makes of data. A version of the policy declares those that there were when it was published. */
export function usesOfData(): readonly Use[] {
  return [
    ...purposes.flatMap((purpose) =>
      purposeCategories[purpose].map((category) => ({ use: `purpose ${purpose}`, category })),
    ),
    ...Object.entries(recipientCategories).flatMap(([kind, categories]) =>
      categories.map((category) => ({ use: `recipient ${kind}`, category })),
    ),
  ];
}

/** New uses that wait for an answer of the person; all others that can wait wait until the person was told. */
export const askedUses: readonly string[] = ['purpose marketing', 'purpose product improvement'];

/** Uses that can wait for a person. The rest serve the person, the law or the working of the server itself. */
export const waitingUses: readonly string[] = [
  'purpose customer service',
  'purpose support',
  ...askedUses,
  'purpose licensor obligation',
  'recipient reseller',
  'recipient licensor',
  'recipient processor',
];
