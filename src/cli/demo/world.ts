/** What the demo is made of. Everything is plainly made up: addresses end in .example, nobody named here exists. */

export const vendor = {
  name: 'Example Tooling (demo vendor)',
  address: '1 Sample Street\n00000 Exampletown',
  country: 'DE',
  phone: '+00 0000 000000',
  privacyMailbox: 'privacy@tooling.example',
  removeMailbox: 'remove@tooling.example',
  officeCountries: ['DE', 'US'],
  timeZone: 'Europe/Berlin',
  accentColor: '#1c5d99',
};

/** What the vendor changes later, so that the policy has a second version. */
export const laterVendor = { ...vendor, phone: '+00 0000 000001', officeCountries: ['DE', 'US', 'JP'] };

const reportedAlways = ['companyName', 'country', 'name', 'email'];

export const licensors = [
  {
    name: 'Sample Kernel Licensing',
    country: 'GB',
    approval: false,
    frequency: 'each activation',
    fields: [...reportedAlways, 'phone', 'industry'],
    technologies: ['Sample Solid Kernel', 'Sample Healing Library'],
  },
  {
    name: 'Exemplary Translators',
    country: 'US',
    approval: false,
    frequency: 'monthly',
    fields: reportedAlways,
    technologies: ['Exemplary Import', 'Exemplary Export'],
  },
  {
    name: 'Placeholder Simulation',
    country: 'FR',
    approval: true,
    frequency: 'quarterly',
    fields: ['companyName', 'country', 'industry'],
    technologies: ['Placeholder Solver'],
  },
] as const;

/** Companies that work for the vendor; the contract of some is over so many years after the beginning. */
export const processors = [
  { name: 'Sample Hosting', country: 'DE', fields: [], ageKey: null, years: null },
  {
    name: 'Sample Mail House',
    country: 'DE',
    fields: ['companyName', 'country', 'name', 'street', 'postalCode', 'city'],
    ageKey: 'age1vak8qhnwxe2twh2w7n209d82zrexnhxthpq8l08ur5dm5am0zg3sdzqpsm',
    years: null,
  },
  {
    name: 'Exemplary Letter Shop',
    country: 'US',
    fields: ['companyName', 'name', 'street', 'postalCode', 'city'],
    ageKey: 'age1kswhd8gjzj8mf7us8jshvp2vqzxtd3vkqrmkxrxz7q4vv5vyhylq82mhq4',
    years: null,
  },
  { name: 'Placeholder Surveys', country: 'US', fields: ['name', 'email'], ageKey: null, years: 3.95 },
] as const;

/** `years` after the beginning each release comes out; the numbers name technologies in the order above. */
export const products = [
  {
    code: 'DEMO-MILL',
    name: 'Demo Mill',
    weight: 5,
    releases: [
      { version: '1.0', years: 0, technologies: [0, 2] },
      { version: '2.0', years: 1, technologies: [0, 1, 2] },
      { version: '3.0', years: 2.1, technologies: [0, 1, 2, 3] },
      { version: '4.0', years: 3.2, technologies: [0, 1, 2, 3] },
    ],
  },
  {
    code: 'DEMO-TURN',
    name: 'Demo Turn',
    weight: 3,
    releases: [
      { version: '1.0', years: 0, technologies: [0] },
      { version: '1.5', years: 1.6, technologies: [0, 2] },
      { version: '2.0', years: 3, technologies: [0, 2, 3] },
    ],
  },
  {
    code: 'DEMO-MOULD',
    name: 'Demo Mould',
    weight: 2,
    releases: [
      { version: '2021', years: 0.2, technologies: [0, 1, 4] },
      { version: '2022', years: 1.2, technologies: [0, 1, 4] },
      { version: '2023', years: 2.4, technologies: [0, 1, 3, 4] },
    ],
  },
  {
    code: 'DEMO-VIEW',
    name: 'Demo Viewer',
    weight: 1,
    releases: [
      { version: '1', years: 0.6, technologies: [2] },
      { version: '2', years: 2.8, technologies: [2, 3] },
    ],
  },
] as const;

/** Each has a part of the world; `cities` gives its customers' regions. */
export const resellers = [
  {
    name: 'Sample Reseller North',
    country: 'DE',
    territories: [
      ['DE', null],
      ['DK', null],
      ['SE', null],
    ],
    weight: 5,
  },
  {
    name: 'Sample Reseller Alps',
    country: 'AT',
    territories: [
      ['AT', null],
      ['CH', null],
    ],
    weight: 3,
  },
  {
    name: 'Sample Reseller West',
    country: 'FR',
    territories: [
      ['FR', null],
      ['BE', null],
    ],
    weight: 3,
  },
  {
    name: 'Sample Reseller Isles',
    country: 'GB',
    territories: [
      ['GB', null],
      ['IE', null],
    ],
    weight: 3,
  },
  {
    name: 'Sample Reseller East Coast',
    country: 'US',
    territories: [
      ['US', 'New York'],
      ['US', 'Ohio'],
    ],
    weight: 4,
  },
  {
    name: 'Sample Reseller Great Plains',
    country: 'US',
    territories: [
      ['US', null],
      ['CA', null],
    ],
    weight: 4,
  },
  {
    name: 'Sample Reseller South',
    country: 'IT',
    territories: [
      ['IT', null],
      ['ES', null],
    ],
    weight: 3,
  },
  {
    name: 'Sample Reseller Pacific',
    country: 'JP',
    territories: [
      ['JP', null],
      ['KR', null],
      ['AU', null],
    ],
    weight: 2,
  },
] as const;

/** Who may sign in. The key is the role that is told at the end. */
export const staff = [
  { role: 'licence desk', name: 'Demo licence desk', email: 'licence-desk@tooling.example' },
  { role: 'privacy officer', name: 'Demo privacy officer', email: 'privacy-officer@tooling.example' },
  { role: 'support', name: 'Demo support', email: 'support@tooling.example' },
  { role: 'marketing', name: 'Demo marketing', email: 'marketing@tooling.example' },
  { role: 'product manager', name: 'Demo product manager', email: 'product-manager@tooling.example' },
] as const;

export const administrator = { name: 'Demo administrator', email: 'administrator@tooling.example' };

export const industries = [
  'Aerospace',
  'Automotive',
  'Medical devices',
  'Machine building',
  'Mould, tool and die',
  'Job shop or contract manufacturing',
  'Education',
] as const;

export const roles = [
  'Owner or manager',
  'Design engineer',
  'Manufacturing engineer',
  'NC programmer',
  'IT administrator',
  'Purchasing',
] as const;

export const made = [
  'pump housings',
  'injection moulds',
  'turbine blades',
  'gear boxes',
  'implants',
  'fixtures and jigs',
];
export const usedToday = ['Sample CAD', 'Other Example CAM', 'pencil and paper', null, null];
export const titles = ['Ms', 'Mr', 'Dr', null, null, null];

export const reasons: Readonly<Record<string, readonly (readonly [purpose: string, reason: string])[]>> = {
  'licence desk': [
    ['registration', 'seat moved to a new machine'],
    ['registration', 'invoice and registration differ'],
    ['customer service', 'renewal call'],
    ['customer service', 'asked for a delivery address'],
  ],
  support: [
    ['support', 'support case 1042'],
    ['support', 'support case 1187'],
    ['support', 'called back about an installation'],
  ],
  'privacy officer': [['rights', 'letter to the privacy address']],
  marketing: [['marketing', 'invitation to a seminar']],
};
