export { selfTestNightly } from './self-test/run.ts';
