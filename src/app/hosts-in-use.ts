import type { HostInUse } from '../parts/disclosures/index.ts';
import type { OidcConfig } from '../platform/config/config.ts';

/** Hosts outside that the operator named and that learn who somebody is; the machine itself is not outside. */
export function hostsInUse(oidc: OidcConfig | null): HostInUse[] {
  if (oidc === null) return [];
  const { hostname } = new URL(oidc.issuer);
  return /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname) ? [] : [{ host: hostname, use: 'sign-in' }];
}
