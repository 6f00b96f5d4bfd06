export { buildMissing, subscriptions } from './build.ts';
export { isolateAt } from './isolate-at.ts';
