export { tileRoutes } from './routes.ts';
export { subscriptions } from './stale.ts';
