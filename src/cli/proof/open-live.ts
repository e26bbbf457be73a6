import type { Config, RoleUrls } from '../../platform/config/config.ts';
import { openInstallation } from '../../platform/db/installation.ts';
import { prefixOfLogin } from '../../platform/db/roles.ts';

/** The live database, and how it is reached. */
export interface Live {
  readonly roleUrls: RoleUrls;
  readonly prefix: string;
  close(): Promise<void>;
}

/** Beside a running server its database; else the database is started for the time being. */
export async function openLive(config: Config): Promise<Live> {
  if (config.roleUrls && config.databaseUrl === null)
    return { roleUrls: config.roleUrls, prefix: prefixOfLogin(config.roleUrls.app), close: async () => undefined };
  return openInstallation(config, { share: true });
}
