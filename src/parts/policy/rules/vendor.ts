/** Least contrast of the accent colour on white (WCAG 2.2, 1.4.3). */
const minContrast = 4.5;

export interface VendorIdentity {
  readonly name: string;
  readonly address: string;
  readonly country: string;
  readonly phone: string;
  readonly privacyMailbox: string;
  readonly removeMailbox: string;
  readonly officeCountries: readonly string[];
  readonly timeZone: string;
  readonly accentColor: string | null;
}

/** What is wrong with the vendor's identity, by field; empty where nothing is. */
export function vendorFaults(
  vendor: VendorIdentity,
  known: {
    readonly countries: ReadonlySet<string>;
    /** Where the vendor itself stores data. */
    readonly stores: readonly { readonly name: string; readonly country: string }[];
  },
): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const name of ['name', 'address', 'phone'] as const) if (vendor[name].trim() === '') faults[name] = 'is missing';
  if (!/\d{3}/.test(vendor.phone.replace(/\D/g, ''))) faults.phone = 'is not a phone number';
  for (const name of ['privacyMailbox', 'removeMailbox'] as const)
    if (!isMailbox(vendor[name])) faults[name] = 'is not a mail address';
  if (!known.countries.has(vendor.country))
    faults.country = 'is not a country code of two capital letters (ISO 3166-1)';
  const unknown = vendor.officeCountries.filter((code) => !known.countries.has(code));
  const without = known.stores.filter((store) => !vendor.officeCountries.includes(store.country));
  if (unknown.length > 0) faults.officeCountries = `holds what is no country code: ${unknown.join(', ')}`;
  else if (!vendor.officeCountries.includes(vendor.country)) faults.officeCountries = 'must hold your own country';
  else if (without.length > 0)
    faults.officeCountries = `leaves out where you store data: ${without.map((store) => `${store.name} (${store.country})`).join(', ')}`;
  if (!isTimeZone(vendor.timeZone)) faults.timeZone = 'is not a time zone such as Europe/Berlin';
  const accent = accentFault(vendor.accentColor);
  if (accent) faults.accentColor = accent;
  return faults;
}

/** One address, without a name. */
export function isMailbox(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$/.test(text);
}

/** A name of the IANA time zone database; offsets such as `+02:00` are none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function accentFault(color: string | null): string | null {
  if (color === null) return null;
  if (!/^#[0-9a-f]{6}$/i.test(color)) return 'is written as #rrggbb';
  const contrast = contrastOnWhite(color);
  if (contrast >= minContrast) return null;
  return `is too light: its contrast on white is ${contrast.toFixed(1)}:1, at least ${minContrast}:1 is needed to be readable`;
}

/** Contrast ratio of `#rrggbb` on white (WCAG 2.2), 1 to 21. */
export function contrastOnWhite(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
