export { sweepPhotos } from './sweep.ts';
