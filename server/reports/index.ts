export { emergencyWord } from './emergency.ts';
export { sweepPhotos } from './sweep.ts';
export { take } from './take.ts';
