// What a thread that counts logs loads, and nothing else.
export { countTask, handOver, openLookUps } from '../actions/imports/count-task.ts';
