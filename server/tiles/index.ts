export { type TilesRunning, tileRoutes } from './routes.ts';
