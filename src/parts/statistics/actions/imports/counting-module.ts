/** Address of the module that a thread loads to count (count-task.ts): it needs nothing else of this part. */
export const countingModule = new URL('./count-task.ts', import.meta.url).href;
