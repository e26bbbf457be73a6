/** Texts about machines without a network. */
export const offlineMessages = {
  renewal: {
    open: 'Renewal file',
    openFor: (seat: number) => `Renewal file of seat ${seat}`,
    title: (seat: number) => `Renewal file of seat ${seat}`,
    about:
      'For a machine without a network: its program takes the new days from the file, and nothing is activated anew. The customer can fetch the same by the activation number at /activate/offline.',
    consequence: 'The new days hold for the whole licence, on every seat.',
    expires: 'Valid until the end of (empty: for ever)',
    maintenance: 'Maintenance until (empty: every release)',
    go: 'Renew and download',
    done: 'The renewal file is made.',
  },
};
