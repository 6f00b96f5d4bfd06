export { emergencyWord } from './emergency.ts';
export { take } from './take.ts';
