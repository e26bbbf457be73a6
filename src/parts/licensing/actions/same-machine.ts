/** Whether the database refused a second seat of one licence for one machine. */
export function isSameMachine(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '23505' &&
    'constraint' in error &&
    error.constraint === 'activations_by_machine'
  );
}
