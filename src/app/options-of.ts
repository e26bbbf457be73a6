import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config, RoleUrls } from '../platform/config/config.ts';
import { openSecrets } from '../platform/crypto/secrets.ts';
import { systemIds } from '../platform/ids.ts';

const root = resolve(import.meta.dirname, '../..');

/** What the environment says of the app; who builds it adds what is theirs to say. */
export function optionsOf(config: Config, roleUrls: RoleUrls) {
  const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string };
  return {
    databaseUrl: roleUrls.app,
    authUrl: roleUrls.auth,
    probeUrl: roleUrls.probe,
    secrets: openSecrets(config.secretsFolder),
    ids: systemIds,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    peers: config.peers,
    ownNetworks: config.ownNetworks,
    logLines: { socket: config.logSocket, syslog: config.logSyslog },
    smtpListen: config.smtpListen,
    witnessFile: config.witnessFile,
    webhookNetworks: config.webhookNetworks,
    oidc: config.oidc,
    deskFolder: resolve(root, 'desk/dist'),
    dataFolder: config.dataFolder,
    filesFolder: filesFolder(config),
    version,
  };
}

/** Null where KEPT_FILES_URL names something else than a folder, which is not built yet. */
function filesFolder({ filesUrl, dataFolder }: Config): string | null {
  if (filesUrl === null) return join(dataFolder, 'files');
  return filesUrl.startsWith('file:') ? fileURLToPath(filesUrl) : null;
}
