import type { ImportField } from '../../wire/imports.ts';
import type { FieldName } from '../registration-fields.ts';

/** Those that go to contacts, under their names there. */
export const contactFields = [
  'companyName',
  'country',
  'region',
  'industry',
  'street',
  'postalCode',
  'city',
  'name',
  'email',
  'phone',
  'title',
  'role',
] as const satisfies readonly (ImportField & FieldName)[];

/** Number of the column, the first being 0, for each field that has one. */
export type Mapping = Readonly<Partial<Record<ImportField, number>>>;

// Headers as they are found in exports of customer bases, compared without case, spaces and signs.
const headers: Readonly<Record<ImportField, readonly string[]>> = {
  serial: [
    'serial',
    'serialnumber',
    'serialno',
    'serialnr',
    'seriennummer',
    'licencekey',
    'licensekey',
    'licencenumber',
    'licensenumber',
    'lizenznummer',
    'key',
    'productkey',
    'activationkey',
  ],
  product: ['product', 'productname', 'productcode', 'produkt', 'sku', 'item', 'article', 'software'],
  release: ['release', 'version', 'productversion', 'productrelease'],
  kind: ['kind', 'licencekind', 'licensekind', 'licencetype', 'licensetype', 'type', 'lizenzart'],
  seats: ['seats', 'seatcount', 'quantity', 'qty', 'users', 'licences', 'licenses', 'anzahl', 'count'],
  state: ['state', 'status', 'licencestate', 'licensestatus', 'licencestatus'],
  issuedOn: [
    'issuedon',
    'issued',
    'issuedate',
    'purchasedate',
    'purchased',
    'saledate',
    'soldon',
    'orderdate',
    'licencedate',
    'licensedate',
    'startdate',
    'kaufdatum',
  ],
  expiresOn: [
    'expireson',
    'expires',
    'expiry',
    'expirydate',
    'expirationdate',
    'expiration',
    'validuntil',
    'enddate',
    'ablaufdatum',
    'gueltigbis',
  ],
  maintenanceUntil: [
    'maintenanceuntil',
    'maintenance',
    'maintenanceend',
    'maintenanceenddate',
    'maintenanceexpiry',
    'maintenanceexpires',
    'supportuntil',
    'supportend',
    'supportexpiry',
    'updatesuntil',
    'wartungbis',
    'wartungsende',
  ],
  reseller: ['reseller', 'resellername', 'dealer', 'distributor', 'partner', 'soldby', 'haendler', 'handler'],
  companyName: [
    'companyname',
    'company',
    'customer',
    'customername',
    'organisation',
    'organization',
    'account',
    'accountname',
    'licensee',
    'firma',
    'kunde',
    'firmenname',
  ],
  country: ['country', 'countrycode', 'land', 'nation'],
  region: ['region', 'state/province', 'stateprovince', 'province', 'county', 'bundesland'],
  industry: ['industry', 'sector', 'branche', 'industrysector'],
  street: ['street', 'address', 'address1', 'addressline1', 'streetaddress', 'strasse', 'straße'],
  postalCode: ['postalcode', 'postcode', 'zip', 'zipcode', 'plz'],
  city: ['city', 'town', 'ort', 'stadt'],
  name: ['name', 'contact', 'contactname', 'contactperson', 'fullname', 'ansprechpartner', 'person'],
  email: ['email', 'emailaddress', 'mail', 'mailaddress', 'contactemail', 'contactmail'],
  phone: ['phone', 'phonenumber', 'telephone', 'tel', 'telefon', 'contactphone'],
  title: ['title', 'salutation', 'anrede', 'titel'],
  role: ['role', 'jobtitle', 'position', 'function', 'funktion', 'jobrole'],
};

const plain = (header: string) =>
  header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/]/gu, '');

/** Which column holds what, as far as the headers tell; each column and each field once, the first that fits. */
export function guessMapping(header: readonly string[]): Mapping {
  const mapping: Partial<Record<ImportField, number>> = {};
  const keys = header.map(plain);
  for (const field of Object.keys(headers) as ImportField[]) {
    // The likelier names come first.
    for (const name of headers[field]) {
      const column = keys.findIndex((key, at) => key === name && !Object.values(mapping).includes(at));
      if (column >= 0) {
        mapping[field] = column;
        break;
      }
    }
  }
  return mapping;
}
