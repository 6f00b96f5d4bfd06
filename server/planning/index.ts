export { foldMonths } from './months/fold.ts';
export { startRuns } from './runs/runner.ts';
export { selfTestNightly } from './self-test/run.ts';
