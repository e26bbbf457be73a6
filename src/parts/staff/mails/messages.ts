/** Texts of the mails of this part. */
export const messages = {
  invitationSubject: (vendor: string) => `Your account at ${vendor}`,
  invitation: (given: { vendor: string; role: string; link: string; until: string }) => `Hello,

somebody at ${given.vendor} invites you to the desk as: ${given.role}.

Open this link to choose your name and password:

${given.link}

It can be used once, until ${given.until}. If you have an account already, the link gives it a new password, ends all its
sign-ins, and turns its one-time codes and passkeys off. If you did not expect this, do nothing: without the link no
account is made or changed, and your address is not used for anything else.
`,
};
