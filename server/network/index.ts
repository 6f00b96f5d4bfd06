export { buildMissing, subscriptions } from './build.ts';
