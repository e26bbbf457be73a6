/** The vendor's identity, as the sentences of the policy name it. */
export interface VendorWords {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly privacyMailbox: string;
  readonly removeMailbox: string;
  readonly officeCountries: readonly string[];
}

/** Puts the vendor's identity into a sentence of the policy; a vendor not set up yet is "the vendor". */
export function fillText(text: string, vendor: VendorWords | null): string {
  const words: Record<string, string> = {
    vendor: vendor?.name ?? 'the vendor',
    address: vendor?.address.replace(/\s*\n\s*/g, ', ') ?? 'its postal address',
    phone: vendor?.phone ?? 'its phone number',
    privacyMailbox: vendor?.privacyMailbox ?? 'the privacy mailbox',
    removeMailbox: vendor?.removeMailbox ?? 'the remove mailbox',
    offices: vendor ? countryNames(vendor.officeCountries) : 'the countries of its offices',
  };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
}

// Made once, and only where it is needed: making it takes longer than all else here.
let names: Intl.DisplayNames | undefined;

function countryNames(codes: readonly string[]): string {
  names ??= new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });
  const countries = codes.map((code) => names?.of(code.trim()) ?? code);
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(countries);
}
