import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRegistration } from './check-registration.ts';
import { registrationFields } from './registration-fields.ts';

const given = {
  companyName: 'Example Tooling',
  country: 'DE',
  name: 'Sample Person',
  email: 'sample@customer.example',
};
const faultsOf = (more: Record<string, unknown>) => checkRegistration({ ...given, ...more }).faults;

describe('checkRegistration', () => {
  it('takes the needed fields alone, the others empty', () => {
    const { registration } = checkRegistration(given);
    expect(registration).toMatchObject({ ...given, phone: null, street: null, industry: null });
  });

  it('takes every field, trimmed', () => {
    const all = {
      ...given,
      name: '  Sample Person ',
      street: '1 Sample Street',
      postalCode: '12345',
      city: 'Exampletown',
      region: 'Saxony',
      phone: '+49 (30) 1234-5678 ext. 9',
      title: 'Dr.',
      role: 'Design engineer',
      productsDesigned: 'Gears,\r\nhousings',
      primaryProduct: 'Pencil <b>',
      industry: 'Aerospace',
    };
    expect(checkRegistration(all).registration).toEqual({
      ...all,
      name: 'Sample Person',
      productsDesigned: 'Gears,\nhousings',
    });
  });

  it.each(['companyName', 'country', 'name', 'email'])('needs %s', (name) => {
    expect(faultsOf({ [name]: '  ' })).toEqual({ [name]: 'is needed' });
    expect(faultsOf({ [name]: undefined })).toEqual({ [name]: 'is needed' });
  });

  it.each(registrationFields.map((field) => [field.name, field.maxLength] as const))(
    'refuses an over-long %s',
    (name, most) => {
      expect(Object.keys(faultsOf({ [name]: 'x'.repeat(most + 1) }) ?? {})).toContain(name);
    },
  );

  it.each([
    ['name', 'A\r\nBcc: all@victim.example'],
    ['companyName', 'A\nB'],
    ['companyName', 'A\u0000B'],
    ['title', 'right\u202eleft'],
    ['productsDesigned', 'a\u0000b'],
    ['title', 'x\u2028y'],
    ['primaryProduct', '\ud800'],
    ['email', 'a@b.example\r\nBcc: c@d.example'],
    ['email', 'a@b.example,c@d.example'],
    ['email', 'Name <a@b.example>'],
    ['email', 'no-at-sign.example'],
    ['email', 'a..b@c.example'],
    ['email', '.a@c.example'],
    ['email', 'a@localhost'],
    ['email', '<script>@x.example'],
    ['phone', 'call me'],
    ['phone', '1\n2'],
    ['country', 'XX'],
    ['country', 'Germany'],
    ['industry', 'Sorcery'],
    ['role', "'; DROP TABLE licensing.licences; --"],
    ['name', ['two', 'values']],
    ['name', { toString: 'x' }],
    ['name', 7],
  ])('refuses %s: %j', (name, value) => {
    expect(Object.keys(faultsOf({ [name]: value }) ?? {})).toContain(name);
  });

  it('takes markup and quotes as what they are: text', () => {
    const text = `<script>alert("x")</script> ' OR 1=1 --`;
    expect(checkRegistration({ ...given, companyName: text, name: text }).registration).toMatchObject({
      companyName: text,
      name: text,
    });
  });

  it.each([
    ['title', 'pupil, 11 years'],
    ['title', 'Pupil (grade 5)'],
    ['title', 'Schoolboy of 9 years'],
    ['title', 'aged 12'],
    ['title', 'girl, 8 yrs'],
    ['title', '7-year-old'],
    ['title', 'Schüler, 10 Jahre'],
  ])('refuses %s that says it is a child’s: %j', (name, value) => {
    expect(faultsOf({ [name]: value })?.[name]).toMatch(/under 13/);
  });

  it.each([
    ['title', 'Teacher of pupils aged 11'],
    ['title', 'NC programmer, 10 years'],
    ['title', 'Child safety engineer, 10 years'],
    ['title', 'Pupil in grade 11, 17 years'],
    ['title', 'Average 12'],
    ['productsDesigned', 'Seats for a child, 4 years'],
    ['title', 'Pupil services'],
  ])('takes %s that is nobody’s under 13: %j', (name, value) => {
    expect(faultsOf({ [name]: value })).toBeNull();
  });

  it('wants an address whole or not at all', () => {
    expect(faultsOf({ street: '1 Sample Street' })).toEqual({
      postalCode: 'is needed where an address is given',
      city: 'is needed where an address is given',
    });
  });

  it('never fails, and never lets a value through that is longer than its field', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...registrationFields.map(({ name }) => name)), fc.anything()),
        (any) => {
          const { registration, faults } = checkRegistration(any);
          expect((registration === null) !== (faults === null)).toBe(true);
          for (const { name, maxLength } of registrationFields)
            expect((registration?.[name] ?? '').length).toBeLessThanOrEqual(maxLength);
        },
      ),
    );
  });

  it('tells of every field why it is asked, for what, how long it is kept and what does not work without it', () => {
    for (const field of registrationFields) {
      for (const text of [field.label, field.why, field.without, field.retention]) expect(text).toMatch(/\w/);
      expect(field.purposes.length).toBeGreaterThan(0);
    }
    expect(registrationFields).toHaveLength(14);
  });
});
