export { sweepPhotos } from './sweep.ts';
export { uploadRoutes } from './uploads/routes.ts';
export { sweepUploads } from './uploads/sweep.ts';
