export { pauseLeft, startLetters } from './letters/send.ts';
export { foldMonths } from './months/fold.ts';
export { startRuns, sweepRuns } from './runs/runner.ts';
export { selfTestNightly } from './self-test/run.ts';
