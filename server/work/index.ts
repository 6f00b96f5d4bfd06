export { proposeWork } from './propose/find.ts';
