import type { Category, Purpose } from '../../../platform/db/purposes.ts';

/** The fields of clause L2, by their names towards the outside. */
export const fieldNames = [
  'companyName',
  'street',
  'postalCode',
  'city',
  'region',
  'country',
  'name',
  'email',
  'phone',
  'title',
  'role',
  'productsDesigned',
  'primaryProduct',
  'industry',
] as const;
export type FieldName = (typeof fieldNames)[number];

export type FieldKind = 'line' | 'text' | 'email' | 'phone' | 'country' | 'choice';

/** One field, with all that the person who fills it in is told. A field that lacks any of this cannot be asked. */
export interface RegistrationField {
  readonly name: FieldName;
  readonly label: string;
  readonly kind: FieldKind;
  readonly maxLength: number;
  readonly choices: readonly string[];
  readonly needed: boolean;
  readonly category: Category | 'not personal';
  readonly purposes: readonly Purpose[];
  /** One line: why it is asked. */
  readonly why: string;
  /** What does not work without it. */
  readonly without: string;
  readonly retention: string;
  /** Value of the HTML attribute `autocomplete`. */
  readonly autocomplete: string;
}

const noLimit = 'Kept without a time limit.';
const withLicence = 'Kept as long as the licence exists, and after that without a time limit.';
const service: readonly Purpose[] = ['registration', 'customer service'];
const shippingWithout = 'Nothing can be sent to you by post; the licence works all the same.';

const industries = [
  'Aerospace',
  'Automotive',
  'Consumer goods',
  'Education',
  'Electronics',
  'Energy',
  'Furniture and wood',
  'Job shop or contract manufacturing',
  'Machine building',
  'Medical devices',
  'Mould, tool and die',
  'Rail, ships and heavy vehicles',
  'Other',
];

const roles = [
  'Owner or manager',
  'Design engineer',
  'Manufacturing engineer',
  'NC programmer',
  'Machine operator',
  'Quality or inspection',
  'Purchasing',
  'IT administrator',
  'Teacher or trainer',
  'Other',
];

type Given = Omit<RegistrationField, 'kind' | 'choices' | 'needed' | 'category' | 'purposes' | 'retention'> &
  Partial<RegistrationField>;

// What holds for most fields; each names what is different about it.
function field(given: Given): RegistrationField {
  return {
    kind: 'line',
    choices: [],
    needed: false,
    category: 'not personal',
    purposes: service,
    retention: noLimit,
    ...given,
  };
}

export const registrationFields: readonly RegistrationField[] = [
  field({
    name: 'companyName',
    label: 'Company name',
    maxLength: 200,
    needed: true,
    why: 'The licence is registered to this company.',
    without: 'The licence cannot be activated.',
    retention: withLicence,
    autocomplete: 'organization',
  }),
  field({
    name: 'street',
    label: 'Street and number',
    maxLength: 200,
    category: 'address',
    why: 'To send you what comes by post.',
    without: shippingWithout,
    autocomplete: 'street-address',
  }),
  field({
    name: 'postalCode',
    label: 'Postal code',
    maxLength: 20,
    category: 'address',
    why: 'To send you what comes by post.',
    without: shippingWithout,
    autocomplete: 'postal-code',
  }),
  field({
    name: 'city',
    label: 'City',
    maxLength: 100,
    category: 'address',
    why: 'To send you what comes by post.',
    without: shippingWithout,
    autocomplete: 'address-level2',
  }),
  field({
    name: 'region',
    label: 'State or region',
    maxLength: 100,
    category: 'address',
    why: 'To find the reseller who serves your region.',
    without: 'The reseller is found by the country alone.',
    autocomplete: 'address-level1',
  }),
  field({
    name: 'country',
    label: 'Country',
    kind: 'country',
    maxLength: 2,
    needed: true,
    why: 'To find the reseller who serves your country.',
    without: 'The licence cannot be activated.',
    retention: withLicence,
    autocomplete: 'country',
  }),
  field({
    name: 'name',
    label: 'Your name',
    maxLength: 200,
    needed: true,
    category: 'identity',
    why: 'To know whom at your company to speak to, and to answer your company if it asks who activated a licence.',
    without: 'The licence cannot be activated.',
    autocomplete: 'name',
  }),
  field({
    name: 'email',
    label: 'E-mail address',
    kind: 'email',
    maxLength: 254,
    needed: true,
    category: 'email',
    purposes: ['registration', 'authentication', 'customer service'],
    why: 'To confirm the activation, and so that you alone can open your data.',
    without: 'The licence cannot be activated.',
    autocomplete: 'email',
  }),
  field({
    name: 'phone',
    label: 'Telephone',
    kind: 'phone',
    maxLength: 40,
    category: 'phone',
    purposes: ['registration', 'customer service', 'support'],
    why: 'So that support can call you back.',
    without: 'You are answered by mail.',
    autocomplete: 'tel',
  }),
  field({
    name: 'title',
    label: 'Title',
    maxLength: 100,
    category: 'profession',
    why: 'To address you properly.',
    without: 'You are addressed by your name.',
    autocomplete: 'honorific-prefix',
  }),
  field({
    name: 'role',
    label: 'Your role',
    kind: 'choice',
    choices: roles,
    maxLength: 100,
    category: 'profession',
    purposes: ['registration', 'customer service', 'product improvement'],
    why: 'To reach you with what concerns your work, and to learn who uses the product.',
    without: 'You may get information that does not concern you.',
    autocomplete: 'off',
  }),
  field({
    name: 'productsDesigned',
    label: 'What do you design or make?',
    kind: 'text',
    maxLength: 500,
    category: 'profession',
    purposes: ['registration', 'customer service', 'product improvement'],
    why: 'To learn what the product is used for.',
    without: 'Your kind of work does not count when the product is improved.',
    autocomplete: 'off',
  }),
  field({
    name: 'primaryProduct',
    label: 'Program you use most today',
    maxLength: 200,
    category: 'profession',
    purposes: ['registration', 'customer service', 'product improvement'],
    why: 'To help you move your work over, and to learn where users come from.',
    without: 'Nothing is lost.',
    autocomplete: 'off',
  }),
  field({
    name: 'industry',
    label: 'Industry',
    kind: 'choice',
    choices: industries,
    maxLength: 100,
    purposes: ['registration', 'customer service', 'product improvement'],
    why: 'To reach you with what concerns your industry.',
    without: 'You may get information that does not concern you.',
    autocomplete: 'off',
  }),
];

/** Who gets a field, by class. */
export function recipientClasses(name: FieldName, reported: ReadonlySet<string>): string[] {
  return ['your reseller', ...(reported.has(name) ? ['licensors of included technology'] : [])];
}
