export { dealDaily, forgetUnconfirmed } from './alerts/alerts.ts';
export { learnExpected } from './expected/learn.ts';
export { sendRequests } from './persons/request.ts';
export { retain } from './persons/retain.ts';
export { remark } from './remark.ts';
export { dropUnwanted, sweepPhotos } from './sweep.ts';
export { take } from './take.ts';
export { uploadRoutes } from './uploads/routes.ts';
export { sweepUploads } from './uploads/sweep.ts';
