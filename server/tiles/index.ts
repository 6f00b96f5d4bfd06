export { type TileDeps, tileRoutes } from './routes.ts';
export { subscriptions } from './stale.ts';
