/** Rows of schema staff. */
export type StaffTables = {
  'staff.members': {
    id: string;
    account_id: string;
    role: string;
    company_id: string | null;
    created_at: Date;
    disabled_at: Date | null;
  };
  'staff.invitations': {
    id: string;
    role: string;
    company_id: string | null;
    email: string | null;
    token_sha256: Buffer;
    invited_by: string | null;
    created_at: Date;
    expires_at: Date;
    used_at: Date | null;
  };
};

/** Rows of schema auth that we read ourselves; better-auth owns them. */
export type AuthTables = {
  user: { id: string; name: string; email: string; twoFactorEnabled: boolean | null };
  account: { id: string; userId: string; providerId: string; accountId: string };
  session: { id: string; userId: string; expiresAt: Date };
  twoFactor: { id: string; userId: string };
  verification: { id: string; value: string; expiresAt: Date };
  passkey: { id: string; userId: string };
};
