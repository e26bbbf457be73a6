/** The cookies of the desk, for the register on the privacy page. They are set by the sign-in only. */
export function staffCookies(publicUrl: string) {
  const prefix = new URL(publicUrl).protocol === 'https:' ? '__Secure-kept' : 'kept';
  const setFor = 'Staff and resellers who sign in to the desk';
  return [
    {
      name: `${prefix}.session_token`,
      purpose: 'Says which session of the desk a request belongs to. An opaque random value.',
      lifetime: '24 hours after the last use, or until you sign out',
      setFor,
    },
    {
      name: `${prefix}.two_factor`,
      purpose: 'Between the password and the second factor: says which sign-in is under way.',
      lifetime: '10 minutes',
      setFor,
    },
    {
      name: `${prefix}.trust_device`,
      purpose: 'Spares the second factor on this device, if you asked for that.',
      lifetime: '30 days',
      setFor,
    },
    {
      name: `${prefix}.passkey`,
      purpose: 'While a passkey is made or used: says which question the device answers.',
      lifetime: '5 minutes',
      setFor,
    },
    {
      name: `${prefix}.state`,
      purpose:
        'While you sign in at your organisation: says which sign-in the answer belongs to. An opaque random value.',
      lifetime: '5 minutes',
      setFor,
    },
    {
      name: `${prefix}.dont_remember`,
      purpose: 'Ends the session with the browser, if you asked for that.',
      lifetime: 'Until the browser is closed',
      setFor,
    },
  ];
}
