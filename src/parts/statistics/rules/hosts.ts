const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|::1)$/;

/** A host as sites name it: small letters, no port, no dot at the end; this machine under one name. */
export function readHost(host: string): string {
  const bare = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  return loopback.test(bare) ? 'localhost' : bare;
}

/** Whether a host is one of a site's: by its name, with `www.` or without, or below a `*.` of the site. */
export function hostFits(given: string, hosts: readonly string[]): boolean {
  const host = readHost(given);
  const bare = host.replace(/^www\./, '');
  return hosts.some((own) =>
    own.startsWith('*.')
      ? host.endsWith(own.slice(1)) && host.length > own.length - 1
      : own === host || own.replace(/^www\./, '') === bare,
  );
}
