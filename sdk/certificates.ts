import { rootCertificates } from 'node:tls';

/** Node's own roots and the given ones; undefined where none is given, which means Node's own. */
export function trustedCertificates(given: readonly string[] | undefined): string[] | undefined {
  return given && given.length > 0 ? [...rootCertificates, ...given] : undefined;
}
